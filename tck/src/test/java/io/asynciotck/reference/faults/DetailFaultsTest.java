package io.asynciotck.reference.faults;

/** What only the structure of CPython shows, broken. */
final class DetailFaultsTest extends FaultsTest {
  DetailFaultsTest() {
    super("detail");
  }
}
