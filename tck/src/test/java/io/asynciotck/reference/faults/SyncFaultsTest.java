package io.asynciotck.reference.faults;

/** Broken locks, events, conditions, semaphores, barriers and queues. */
final class SyncFaultsTest extends FaultsTest {
  SyncFaultsTest() {
    super("sync");
  }
}
