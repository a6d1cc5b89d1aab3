/** Running the rule tests: what is selected, what came out, for each test and for each rule. */
@NullMarked
package io.asynciotck.tck.run;

import org.jspecify.annotations.NullMarked;
