package io.asynciotck.api.io;

import java.io.IOException;
import java.util.List;

/**
 * A socket of the implementation's. May be used in any thread, by one thread at a time.
 *
 * <p>Python: {@code socket.socket}.
 */
public interface Socket extends AutoCloseable {

  /**
   * What the loop knows the socket by: in Python the number of the descriptor.
   *
   * @return something to be given to {@link LoopInputOutput#addReader} and its like; of a closed
   *     socket, something that they refuse
   */
  Object fileno();

  /**
   * Takes the descriptor away from the socket, which is closed from then on; the descriptor is not.
   *
   * @return the descriptor, for {@link Builtins#open(Object, String, int)}
   */
  default Object detach() {
    throw new UnsupportedOperationException("detach");
  }

  /**
   * Decides whether operations wait.
   *
   * @param flag whether they do; else they raise {@link BlockingIoException} where they would have
   *     to wait
   * @throws IOException if the socket is closed
   */
  void setblocking(boolean flag) throws IOException;

  /**
   * Whether operations wait.
   *
   * @return whether they do
   */
  boolean getblocking();

  /**
   * Sets an option.
   *
   * @param level such as {@link Sockets#solSocket}
   * @param optname such as {@link Sockets#soSndbuf}
   * @param value the value
   * @throws IOException if the socket has no such option
   */
  void setsockopt(int level, int optname, int value) throws IOException;

  /**
   * Sets an option whose value is a structure.
   *
   * @param level such as {@link Sockets#solSocket}
   * @param optname such as {@link Sockets#soLinger}
   * @param value the bytes of the structure, as the system has them
   * @throws IOException if the socket has no such option
   */
  void setsockopt(int level, int optname, byte[] value) throws IOException;

  /**
   * Tells an option.
   *
   * @param level such as {@link Sockets#ipprotoTcp}
   * @param optname such as {@link Sockets#tcpNodelay}
   * @return its value; of a switch, 0 if it is off
   * @throws IOException if the socket has no such option
   */
  int getsockopt(int level, int optname) throws IOException;

  /**
   * Begins to listen.
   *
   * @param backlog how many connections may wait to be accepted
   * @throws IOException if the socket is not bound
   */
  void listen(int backlog) throws IOException;

  /**
   * Gives a Unix socket a name.
   *
   * @param path the name
   * @throws IOException if it is not to be had
   */
  void bind(String path) throws IOException;

  /**
   * Sends some bytes.
   *
   * @param data the bytes
   * @return how many of them were taken
   * @throws BlockingIoException if it would have to wait
   * @throws IOException if it fails
   */
  int send(byte[] data) throws IOException;

  /**
   * Sends all bytes.
   *
   * @param data the bytes
   * @throws BlockingIoException if it would have to wait
   * @throws IOException if it fails
   */
  void sendall(byte[] data) throws IOException;

  /**
   * Receives some bytes.
   *
   * @param bufsize how many at most
   * @return the bytes; none if the other side will send no more
   * @throws BlockingIoException if it would have to wait
   * @throws IOException if it fails
   */
  byte[] recv(int bufsize) throws IOException;

  /**
   * Gives the socket an address.
   *
   * @param address the address; port 0 for one that is free
   * @throws IOException if it is not to be had
   */
  void bind(Address address) throws IOException;

  /**
   * Sends a datagram.
   *
   * @param data the bytes
   * @param address where to
   * @return how many bytes were sent
   * @throws BlockingIoException if it would have to wait
   * @throws IOException if it fails
   */
  int sendto(byte[] data, Address address) throws IOException;

  /**
   * Receives a datagram.
   *
   * @param bufsize how many bytes of it at most; the others are lost
   * @return a pair: the bytes, and the address that they come from, as a list of host and port
   * @throws BlockingIoException if it would have to wait
   * @throws IOException if it fails
   */
  List<Object> recvfrom(int bufsize) throws IOException;

  /**
   * Ends one direction, or both.
   *
   * @param how such as {@link Sockets#shutWr}
   * @throws IOException if it fails
   */
  void shutdown(int how) throws IOException;

  /**
   * Connects the socket.
   *
   * @param address the address of the other side
   * @throws BlockingIoException if it would have to wait
   * @throws IOException if nobody listens there
   */
  void connect(Address address) throws IOException;

  /**
   * Connects a Unix socket.
   *
   * @param path the name of the other side
   * @throws IOException if nobody listens there
   */
  void connect(String path) throws IOException;

  /**
   * The address that the socket is bound to.
   *
   * @return the address
   * @throws IOException if the socket is closed
   */
  Address getsockname() throws IOException;

  /**
   * The address of the other side.
   *
   * @return the address
   * @throws IOException if the socket is not connected
   */
  Address getpeername() throws IOException;

  /**
   * Closes the socket. Closing it again has no effect.
   *
   * @throws IOException if it fails
   */
  @Override
  void close() throws IOException;
}
