package io.asynciotck.reference;

/** Faults of what stands on loops and tasks: executors, run, wait_for, gather. */
final class FaultsOfLibraryTest extends FaultsTest {
  FaultsOfLibraryTest() {
    super(Faults.ofLibrary());
  }
}
