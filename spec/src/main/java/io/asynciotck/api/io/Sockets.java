package io.asynciotck.api.io;

import io.asynciotck.api.PythonAttribute;
import java.io.IOException;
import java.util.List;

/** Makes sockets: Python's module {@code socket}. May be used in any thread. */
public interface Sockets {

  /**
   * Makes two stream sockets that are connected to one another. Both are blocking.
   *
   * @return the two
   * @throws IOException if the system cannot
   */
  List<Socket> socketpair() throws IOException;

  /**
   * Makes a socket that is neither bound nor connected. It is blocking.
   *
   * @param family such as {@link #afInet}
   * @param type such as {@link #sockStream}
   * @return the socket
   * @throws IOException if the system cannot
   */
  Socket socket(Object family, Object type) throws IOException;

  /**
   * Makes a TCP socket that listens. It is blocking.
   *
   * @param address where; port 0 for one that is free
   * @return the socket
   * @throws IOException if it cannot be bound
   */
  Socket createServer(Address address) throws IOException;

  /**
   * Makes a TCP socket and connects it. It is blocking.
   *
   * @param address the address of the other side
   * @return the socket
   * @throws IOException if nobody listens there
   */
  Socket createConnection(Address address) throws IOException;

  /** {@return the family of IPv4} */
  @PythonAttribute("AF_INET")
  Object afInet();

  /** {@return the family of IPv6} */
  @PythonAttribute("AF_INET6")
  Object afInet6();

  /** {@return the family of Unix sockets} */
  @PythonAttribute("AF_UNIX")
  Object afUnix();

  /** {@return the type of stream sockets} */
  @PythonAttribute("SOCK_STREAM")
  Object sockStream();

  /** {@return the type of datagram sockets} */
  @PythonAttribute("SOCK_DGRAM")
  Object sockDgram();

  /** {@return the level of the options that every socket has} */
  @PythonAttribute("SOL_SOCKET")
  int solSocket();

  /** {@return the option for the size of the buffer of what is to be sent} */
  @PythonAttribute("SO_SNDBUF")
  int soSndbuf();

  /** {@return the option for the size of the buffer of what was received} */
  @PythonAttribute("SO_RCVBUF")
  int soRcvbuf();

  /** {@return the option by which the system asks from time to time if the other side is there} */
  @PythonAttribute("SO_KEEPALIVE")
  int soKeepalive();

  /** {@return the option by which a socket may send to all of a network} */
  @PythonAttribute("SO_BROADCAST")
  int soBroadcast();

  /** {@return the option for what becomes of data when a socket is closed} */
  @PythonAttribute("SO_LINGER")
  int soLinger();

  /** {@return the option of {@link #ipprotoTcp} by which small pieces are sent at once} */
  @PythonAttribute("TCP_NODELAY")
  int tcpNodelay();

  /** {@return that nothing more will be sent, for {@link Socket#shutdown}} */
  @PythonAttribute("SHUT_WR")
  int shutWr();

  /** {@return the protocol of streams} */
  @PythonAttribute("IPPROTO_TCP")
  int ipprotoTcp();

  /** {@return the protocol of datagrams} */
  @PythonAttribute("IPPROTO_UDP")
  int ipprotoUdp();

  /** {@return the flag for addresses to listen at} */
  @PythonAttribute("AI_PASSIVE")
  Object aiPassive();

  /** {@return the flag by which a host must be a numeric address} */
  @PythonAttribute("AI_NUMERICHOST")
  Object aiNumerichost();

  /** {@return the flag for a numeric address in place of a name} */
  @PythonAttribute("NI_NUMERICHOST")
  int niNumerichost();

  /** {@return the flag for a number in place of the name of a service} */
  @PythonAttribute("NI_NUMERICSERV")
  int niNumericserv();
}
