package io.asynciotck.tck.stranger;

import io.asynciotck.tck.AsyncioTckSuite;
import org.junit.platform.suite.api.BeforeSuite;

/** The four lines. In a build of its own this class would be called {@code TinyLoopTckTest}. */
final class TinyLoopTck extends AsyncioTckSuite {
  @BeforeSuite
  static void chooseLoop() {
    use("tiny");
  }
}
