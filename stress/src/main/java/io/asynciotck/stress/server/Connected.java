package io.asynciotck.stress.server;

import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.Transport;
import org.jspecify.annotations.Nullable;

/** A protocol that has its transport. */
public abstract class Connected implements BaseProtocol {
  private @Nullable Transport transport;

  /** For protocols. */
  protected Connected() {}

  /** Keeps the transport. */
  public void connectionMade(Transport its) {
    transport = its;
  }

  /** Returns whether the connection was made. */
  protected final boolean isConnected() {
    return transport != null;
  }

  /**
   * Returns the transport.
   *
   * @throws IllegalStateException if the connection was not made yet
   */
  protected final Transport transport() {
    if (transport == null) {
      throw new IllegalStateException("a callback came before connection_made");
    }
    return transport;
  }
}
