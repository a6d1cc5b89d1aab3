package io.asynciotck.api.io;

import java.util.Objects;

/**
 * The address of a TCP or UDP socket: what Python has as a tuple {@code (host, port)}, and of IPv6
 * also as {@code (host, port, flowinfo, scope_id)}.
 *
 * @param host a name or a numeric address
 * @param port the port; 0 for one that the system chooses
 * @param withScope whether it is the longer tuple, whose last two numbers are 0
 */
public record Address(String host, int port, boolean withScope) {

  /** Keeps what was given. */
  public Address {
    Objects.requireNonNull(host, "host");
  }

  /**
   * A pair of a host and a port.
   *
   * @param host a name or a numeric address
   * @param port the port; 0 for one that the system chooses
   */
  public Address(String host, int port) {
    this(host, port, false);
  }
}
