/**
 * Context variables: their values, and which context a thread is in. Knows no loop.
 *
 * <p>A program that never sets a variable pays for them with a look at a flag: no context is made
 * before.
 */
@NullMarked
package io.asynciotck.reference.contexts;

import org.jspecify.annotations.NullMarked;
