/**
 * What threads do to a loop, one phenomenon per class, for jcstress.
 *
 * <p>Every outcome is enumerated in words, the wrong one next to the right one, with the rule that
 * allows or forbids it. Actors wait for nothing without limit, and a loop that an actor runs has a
 * timer that ends it. The loops are those of the provider that {@code -Dtck.provider} names.
 */
@NullMarked
package io.asynciotck.stress;

import org.jspecify.annotations.NullMarked;
