package io.asynciotck.reference.faults;

/** Broken watching of descriptors, and what stands on it: a third of it. */
final class IoFaultsTest extends FaultsTest {
  IoFaultsTest() {
    super("io", 0, 3);
  }
}
