package io.asynciotck.examples;

import io.asynciotck.tck.AsyncioTckSuite;

/** The kit on the loop of a Vert.x context. */
final class VertxTckTest extends AsyncioTckSuite {
  VertxTckTest() {
    super("vertx");
  }
}
