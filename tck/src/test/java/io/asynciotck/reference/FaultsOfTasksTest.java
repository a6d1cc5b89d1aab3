package io.asynciotck.reference;

/** Faults of futures, coroutines and tasks. */
final class FaultsOfTasksTest extends FaultsTest {
  FaultsOfTasksTest() {
    super(Faults.ofTasks());
  }
}
