package io.asynciotck.reference.faults;

/** Broken loops, callbacks, timers, threads. */
final class LoopFaultsTest extends FaultsTest {
  LoopFaultsTest() {
    super("loop");
  }
}
