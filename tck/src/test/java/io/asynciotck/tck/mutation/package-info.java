/**
 * Mutation as a routine: small changes to the bytecode of the reference, each of which a rule
 * should see. {@link io.asynciotck.tck.mutation.MutationRun} is the command, {@link
 * io.asynciotck.tck.mutation.MutationWorker} the JVM in which mutants are tried, and {@code
 * tck/mutation/survivors.toml} the list of those that no rule can see, each with its reason.
 */
@NullMarked
package io.asynciotck.tck.mutation;

import org.jspecify.annotations.NullMarked;
