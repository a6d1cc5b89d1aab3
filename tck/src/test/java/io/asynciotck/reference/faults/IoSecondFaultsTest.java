package io.asynciotck.reference.faults;

/** Broken watching of descriptors, and what stands on it: the second third. */
final class IoSecondFaultsTest extends FaultsTest {
  IoSecondFaultsTest() {
    super("io", 1, 3);
  }
}
