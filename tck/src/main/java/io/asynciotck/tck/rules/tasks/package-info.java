/** The tests of chapter {@code tasks}: futures, coroutines, tasks, and what stands on them. */
@NullMarked
package io.asynciotck.tck.rules.tasks;

import org.jspecify.annotations.NullMarked;
