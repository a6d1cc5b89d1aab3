/** Reports made from {@code results.json}, of one run or of several. */
@NullMarked
package io.asynciotck.tck.report;

import org.jspecify.annotations.NullMarked;
