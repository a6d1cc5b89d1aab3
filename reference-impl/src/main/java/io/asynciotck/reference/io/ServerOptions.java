package io.asynciotck.reference.io;

/**
 * How a server is to listen, beside where.
 *
 * @param family the family of its addresses; 0 for any
 * @param backlog how many connections may wait to be accepted
 * @param reuseAddress whether it takes a port of which connections are just gone
 * @param reusePort whether it shares its port
 * @param keepAlive whether the system asks from time to time if the other side is still there
 * @param startServing whether it begins at once
 */
public record ServerOptions(
    Object family,
    int backlog,
    boolean reuseAddress,
    boolean reusePort,
    boolean keepAlive,
    boolean startServing) {

  /** What holds if nothing is said. */
  public static final ServerOptions NONE = new ServerOptions(0, 100, true, false, false, true);

  /** With a family. */
  public ServerOptions of(Object only) {
    return new ServerOptions(only, backlog, reuseAddress, reusePort, keepAlive, startServing);
  }

  /** With a port that may be used again, or shared. */
  public ServerOptions reusing(boolean address, boolean port) {
    return new ServerOptions(family, backlog, address, port, keepAlive, startServing);
  }

  /** With connections that the system asks after, and so many that wait. */
  public ServerOptions keeping(boolean alive, int waiting) {
    return new ServerOptions(family, waiting, reuseAddress, reusePort, alive, startServing);
  }

  /** Beginning at once, or later. */
  public ServerOptions starting(boolean start) {
    return new ServerOptions(family, backlog, reuseAddress, reusePort, keepAlive, start);
  }
}
