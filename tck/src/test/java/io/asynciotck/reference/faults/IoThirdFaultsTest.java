package io.asynciotck.reference.faults;

/** Broken watching of descriptors, and what stands on it: the third third. */
final class IoThirdFaultsTest extends FaultsTest {
  IoThirdFaultsTest() {
    super("io", 2, 3);
  }
}
