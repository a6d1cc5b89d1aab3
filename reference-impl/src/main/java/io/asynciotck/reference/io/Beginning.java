package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import org.jspecify.annotations.Nullable;

/** What is done between the start of a transport and the moment in which somebody is given it. */
final class Beginning {

  private Beginning() {}

  /**
   * Waits until the protocol of a transport that was started has heard of its connection.
   *
   * @param giveUp ends the transport, if nobody waits for it any more
   */
  static void await(EventLoop loop, Asyncio asyncio, Runnable giveUp) throws Exception {
    AsyncFuture<@Nullable Void> begun = loop.createFuture();
    loop.callSoon(() -> {
      if (!begun.isDone()) {
        begun.setResult(null);
      }
    });
    try {
      // Rule: transport.connection-made.before-return, pipe.connection-made.before-return
      asyncio.await(begun);
    } catch (Throwable nobodyWaits) {
      // Rule: connection.cancel.closed, datagram-endpoint.cancel.closed, pipe.cancel.closed
      giveUp.run();
      throw nobodyWaits;
    }
  }
}
