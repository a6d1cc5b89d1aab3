package io.asynciotck.tck;

import org.junit.platform.suite.api.BeforeSuite;

/** The whole kit on the reference, as an implementer's build runs it. */
final class ReferenceTckTest extends AsyncioTckSuite {
  @BeforeSuite
  static void chooseLoop() {
    use("reference");
  }
}
