package io.asynciotck.tck.bridge;

import org.junit.jupiter.api.BeforeEach;

/** The same where bodies cannot switch stacks, and each has a thread of its own. */
final class CoroutinesInThreadsTest extends CoroutinesTest {

  @BeforeEach
  void carryByThreads() {
    python.running().bodies().carryBy(ThreadCarrier::new);
  }
}
