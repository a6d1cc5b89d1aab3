/** Running the rule tests: what is selected, and the result of each test and each rule. */
@NullMarked
package io.asynciotck.tck.run;

import org.jspecify.annotations.NullMarked;
