/** The tests of chapter {@code tasks}: futures, coroutines, tasks, and what stands on them. */
package io.asynciotck.tck.rules.tasks;
