package io.asynciotck.api.io;

import java.util.Objects;

/**
 * The address of a TCP or UDP socket: what Python has as a tuple {@code (host, port)}.
 *
 * @param host a name or a numeric address
 * @param port the port; 0 for one that the system chooses
 */
public record Address(String host, int port) {

  /** Keeps what was given. */
  public Address {
    Objects.requireNonNull(host, "host");
  }
}
