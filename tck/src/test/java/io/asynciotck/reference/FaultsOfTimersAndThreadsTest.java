package io.asynciotck.reference;

/** Faults of timers and threads, errors and debug mode. */
final class FaultsOfTimersAndThreadsTest extends FaultsTest {
  FaultsOfTimersAndThreadsTest() {
    super(Faults.ofTimersAndThreads());
  }
}
