/** The kit on the examples, and what is known to fail, shown without the kit. */
@NullMarked
package io.asynciotck.examples;

import org.jspecify.annotations.NullMarked;
