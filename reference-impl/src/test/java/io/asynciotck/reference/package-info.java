/** Tests of what no rule says of the reference implementation. */
@NullMarked
package io.asynciotck.reference;

import org.jspecify.annotations.NullMarked;
