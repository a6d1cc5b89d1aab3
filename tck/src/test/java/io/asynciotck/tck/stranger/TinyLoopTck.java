package io.asynciotck.tck.stranger;

import io.asynciotck.tck.AsyncioTckSuite;

/** The three lines. In a build of its own this class would be called {@code TinyLoopTckTest}. */
final class TinyLoopTck extends AsyncioTckSuite {
  TinyLoopTck() {
    super("tiny");
  }
}
