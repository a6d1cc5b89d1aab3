package io.asynciotck.reference.faults;

/** Broken watching of descriptors, and what stands on it. */
final class IoFaultsTest extends FaultsTest {
  IoFaultsTest() {
    super("io");
  }
}
