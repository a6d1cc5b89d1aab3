/**
 * The loops that the kit knows. Each has one home, a file of {@code tck/implementations}: where it
 * is found, how it is started, how long a test may take, and what is known to fail. A failure is
 * listed with reason and link, and must go from the list once the test passes.
 */
@NullMarked
package io.asynciotck.tck.implementations;

import org.jspecify.annotations.NullMarked;
