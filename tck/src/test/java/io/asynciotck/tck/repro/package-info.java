/** Tests of the programs that show what a test did with a Python loop. */
@NullMarked
package io.asynciotck.tck.repro;

import org.jspecify.annotations.NullMarked;
