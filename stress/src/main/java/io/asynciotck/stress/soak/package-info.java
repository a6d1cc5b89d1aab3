/**
 * Loops with very many connections, very much data, or for a very long time: whether a byte or a
 * descriptor is lost, and whether memory grows.
 *
 * <p>{@link io.asynciotck.stress.soak.SoakRun} is the command.
 */
@NullMarked
package io.asynciotck.stress.soak;

import org.jspecify.annotations.NullMarked;
