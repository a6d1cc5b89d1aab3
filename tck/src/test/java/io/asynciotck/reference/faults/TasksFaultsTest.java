package io.asynciotck.reference.faults;

/** Broken futures, coroutines, tasks, and what stands on them. */
final class TasksFaultsTest extends FaultsTest {
  TasksFaultsTest() {
    super("tasks");
  }
}
