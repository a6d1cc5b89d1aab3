/** Stacks that can be left in the middle and come back to: what coroutines run on. */
@NullMarked
package io.asynciotck.reference.stacks;

import org.jspecify.annotations.NullMarked;
