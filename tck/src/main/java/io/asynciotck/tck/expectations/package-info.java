/** What is known to fail: listed failures with reason and link, which must go once they pass. */
@NullMarked
package io.asynciotck.tck.expectations;

import org.jspecify.annotations.NullMarked;
