/** Tests of the library over loops of another make. */
@NullMarked
package io.asynciotck.tck.library;

import org.jspecify.annotations.NullMarked;
