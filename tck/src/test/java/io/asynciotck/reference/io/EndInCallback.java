package io.asynciotck.reference.io;

import io.asynciotck.api.io.BaseTransport;
import org.jspecify.annotations.Nullable;

/** Whether a method of a protocol has ended its transport. */
final class EndInCallback {
  private @Nullable BaseTransport transport;
  private boolean seen;

  /** Takes the transport of the protocol. */
  void made(BaseTransport made) {
    transport = made;
  }

  /** Looks, behind a call, whether the transport has an end. */
  void look() {
    seen |= isClosing();
  }

  boolean isClosing() {
    return transport != null && transport.isClosing();
  }

  /** Does it once more, if it was seen. */
  void again(Runnable end) {
    if (seen) {
      end.run();
    }
  }
}
