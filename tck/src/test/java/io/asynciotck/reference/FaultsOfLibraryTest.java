package io.asynciotck.reference;

/** Faults of timers and threads, and of what stands on loops and tasks. */
final class FaultsOfLibraryTest extends FaultsTest {
  FaultsOfLibraryTest() {
    super(Faults.ofLibrary());
  }
}
