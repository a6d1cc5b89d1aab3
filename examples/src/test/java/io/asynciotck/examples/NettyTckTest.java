package io.asynciotck.examples;

import io.asynciotck.tck.AsyncioTckSuite;

/** The kit on the loop of Netty. */
final class NettyTckTest extends AsyncioTckSuite {
  NettyTckTest() {
    super("netty");
  }
}
