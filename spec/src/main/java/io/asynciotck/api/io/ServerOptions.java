package io.asynciotck.api.io;

import org.jspecify.annotations.Nullable;

/**
 * What may be said of a server by keyword. What is null is not said.
 *
 * @param family the family of its addresses, such as {@link Sockets#afInet}
 * @param flags how its hosts are looked up, such as {@link Sockets#aiNumerichost}
 * @param backlog how many connections may wait to be accepted
 * @param reuseAddress whether a port may be taken of which connections are just gone
 * @param reusePort whether a port may be shared with others that say so
 * @param keepAlive whether the system asks from time to time if the other side is still there;
 *     since 3.13
 * @param startServing whether to begin at once
 */
public record ServerOptions(
    @Nullable Object family,
    @Nullable Object flags,
    @Nullable Integer backlog,
    @Nullable Boolean reuseAddress,
    @Nullable Boolean reusePort,
    @Nullable Boolean keepAlive,
    @Nullable Boolean startServing) {

  /** Nothing is said. */
  public static final ServerOptions NONE =
      new ServerOptions(null, null, null, null, null, null, null);

  /**
   * With a family.
   *
   * @param only the family
   * @return the options
   */
  public ServerOptions ofFamily(Object only) {
    return new ServerOptions(
        only, flags, backlog, reuseAddress, reusePort, keepAlive, startServing);
  }

  /**
   * With flags for the look-up of hosts.
   *
   * @param bits the flags
   * @return the options
   */
  public ServerOptions withFlags(Object bits) {
    return new ServerOptions(
        family, bits, backlog, reuseAddress, reusePort, keepAlive, startServing);
  }

  /**
   * With a limit of those that wait.
   *
   * @param most how many connections may wait
   * @return the options
   */
  public ServerOptions withBacklog(int most) {
    return new ServerOptions(family, flags, most, reuseAddress, reusePort, keepAlive, startServing);
  }

  /**
   * With a port of which connections are just gone, or without one.
   *
   * @param reuse whether such a port may be taken
   * @return the options
   */
  public ServerOptions withReuseAddress(boolean reuse) {
    return new ServerOptions(family, flags, backlog, reuse, reusePort, keepAlive, startServing);
  }

  /**
   * With a port that is shared, or not.
   *
   * @param share whether it may be shared
   * @return the options
   */
  public ServerOptions withReusePort(boolean share) {
    return new ServerOptions(family, flags, backlog, reuseAddress, share, keepAlive, startServing);
  }

  /**
   * With clients that the system asks after, or not.
   *
   * @param ask whether it does
   * @return the options
   */
  public ServerOptions withKeepAlive(boolean ask) {
    return new ServerOptions(family, flags, backlog, reuseAddress, reusePort, ask, startServing);
  }

  /**
   * Beginning at once, or later.
   *
   * @param start whether to begin at once
   * @return the options
   */
  public ServerOptions starting(boolean start) {
    return new ServerOptions(family, flags, backlog, reuseAddress, reusePort, keepAlive, start);
  }
}
