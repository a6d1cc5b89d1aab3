/** What waits for its time: the handles, their heap, clocks and the arithmetic of times. */
@NullMarked
package io.asynciotck.reference.timers;

import org.jspecify.annotations.NullMarked;
