/**
 * What the documentation allows, as something to run: programs for a loop, and models that say of a
 * trace whether it is one that the program may have.
 *
 * <p>The models know what is undefined: they answer with everything that may come next, and follow
 * what was seen.
 */
@NullMarked
package io.asynciotck.tck.model;

import org.jspecify.annotations.NullMarked;
