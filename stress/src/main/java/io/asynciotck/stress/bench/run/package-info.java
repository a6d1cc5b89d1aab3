/**
 * Runs the benchmarks, compares them with their peers, and reports the results.
 *
 * <p>{@link io.asynciotck.stress.bench.run.BenchRun} is the command.
 */
@NullMarked
package io.asynciotck.stress.bench.run;

import org.jspecify.annotations.NullMarked;
