/**
 * Event loops of others as implementations of asyncio: what their authors would write. Each has
 * callbacks and timers; the library of the reference stands on them.
 */
@NullMarked
package io.asynciotck.examples;

import org.jspecify.annotations.NullMarked;
