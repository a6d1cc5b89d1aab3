/** Tests of the programs that two implementations run. */
@NullMarked
package io.asynciotck.tck.difference;

import org.jspecify.annotations.NullMarked;
