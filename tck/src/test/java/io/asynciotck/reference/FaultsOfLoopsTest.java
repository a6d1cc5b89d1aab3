package io.asynciotck.reference;

/** Faults of loops, callbacks and handles. */
final class FaultsOfLoopsTest extends FaultsTest {
  FaultsOfLoopsTest() {
    super(Faults.ofLoops());
  }
}
