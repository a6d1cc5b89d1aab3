/**
 * What every rule test stands on: the implementation under test, its bench, the trace, and the
 * watchdog.
 *
 * <p>A test is run in a thread of its own, on a {@link Bench} of its own. It uses the documented
 * API and nothing else, and ends in one comparison of what it recorded.
 */
@NullMarked
package io.asynciotck.tck.harness;

import org.jspecify.annotations.NullMarked;
