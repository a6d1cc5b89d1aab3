package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.reference.seams.Seam;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Looks up names and addresses. The page {@code name-resolution} of the specification.
 *
 * <p>Design: the system's functions block, so they run in the default executor. The numbers of
 * families, types and flags are those of Linux. Java knows no names of services: a port is named by
 * its number, as it is where the system has no name for it.
 */
public class NameResolution {
  static final int IPPROTO_TCP = 6;
  static final int IPPROTO_UDP = 17;
  static final int AI_PASSIVE = 1;
  static final int AI_NUMERICHOST = 4;
  static final int NI_NUMERICHOST = 1;
  static final int NI_NUMERICSERV = 2;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  private static final List<Kind> KINDS =
      List.of(
          new Kind(SOCK_STREAM, IPPROTO_TCP), new Kind(SOCK_DGRAM, IPPROTO_UDP), new Kind(3, 0));

  private final EventLoop loop;
  private final Asyncio asyncio;

  /** That of a loop of a module. */
  public NameResolution(EventLoop loop, Asyncio asyncio) {
    this.loop = loop;
    this.asyncio = asyncio;
  }

  /** A type of sockets, with its protocol; that of raw ones is open. */
  private record Kind(int type, int proto) {
    boolean fits(int askedType, int askedProto) {
      return (askedType == 0 || askedType == type)
          && (askedProto == 0 || proto == 0 || askedProto == proto);
    }
  }

  /** Looks up the addresses of a host. */
  public Coroutine<List<List<Object>>> getaddrinfo(
      @Nullable String host, int port, Object family, Object type, int proto, Object flags) {
    return asyncio.coroutine(
        () -> resolve(() -> entries(host, port, (int) family, (int) type, proto, (int) flags)));
  }

  /** Looks up the names of an address. */
  public Coroutine<List<String>> getnameinfo(Address address, int flags) {
    return asyncio.coroutine(() -> resolve(() -> names(address, flags)));
  }

  /** The addresses of a host for streams; a numeric one is not looked up. */
  static List<Address> addresses(EventLoop loop, Asyncio asyncio, @Nullable String host, int port)
      throws Exception {
    if (host != null && isNumeric(host)) {
      return List.of(new Address(host, port));
    }
    return addresses(asyncio, loop.getaddrinfo(host, port, 0, SOCK_STREAM, IPPROTO_TCP, 0));
  }

  /** The addresses that a look-up gives. */
  static List<Address> addresses(Asyncio asyncio, Coroutine<List<List<Object>>> lookUp)
      throws Exception {
    List<Address> addresses = new ArrayList<>();
    for (List<Object> entry : asyncio.await(lookUp)) {
      List<?> address = (List<?>) entry.getLast();
      addresses.add(new Address((String) address.getFirst(), (int) address.get(1)));
    }
    return addresses;
  }

  /** An address with a numeric host, of those that the host has the first one. */
  static Address first(EventLoop loop, Asyncio asyncio, Address address) throws Exception {
    return isNumeric(address.host())
        ? address
        : addresses(loop, asyncio, address.host(), address.port()).getFirst();
  }

  /** Whether a numeric address is of a family; 0 is any. */
  static boolean isOf(Object family, Address address) {
    boolean six = address.host().contains(":");
    return family.equals(0) || family.equals(six ? AF_INET6 : AF_INET);
  }

  private static boolean isNumeric(String host) {
    try {
      var _ = InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  /** Does in another thread what may take long. */
  @Seam
  protected <T> T resolve(Callable<T> lookUp) throws Exception {
    // Rule: loop.getaddrinfo.{not-blocking, executor, several}, loop.getnameinfo.executor
    return asyncio.await(loop.runInExecutor(null, lookUp));
  }

  /** The entries of a host, one for each of its addresses and each type of sockets. */
  @Seam
  protected List<List<Object>> entries(
      @Nullable String host, int port, int family, int type, int proto, int flags)
      throws UnknownHostException {
    List<List<Object>> entries = new ArrayList<>();
    for (InetAddress address : addresses(host, flags)) {
      // Rule: loop.getaddrinfo.{family, ipv6}
      int itsFamily = address instanceof Inet4Address ? AF_INET : AF_INET6;
      if (family != 0 && family != itsFamily) {
        continue;
      }
      // Rule: loop.getaddrinfo.{type, proto}
      for (Kind kind : KINDS) {
        if (kind.fits(type, proto)) {
          int itsProtocol = kind.proto == 0 ? proto : kind.proto;
          // Rule: loop.getaddrinfo.{numeric, connects}
          entries.add(List.of(itsFamily, kind.type, itsProtocol, "", socketAddress(address, port)));
        }
      }
    }
    // Rule: loop.getaddrinfo.error
    if (entries.isEmpty()) {
      throw new UnknownHostException("No such address of this family and type: " + host);
    }
    return entries;
  }

  private static List<Object> socketAddress(InetAddress address, int port) {
    return address instanceof Inet6Address six
        ? List.of(literal(six), port, 0, six.getScopeId())
        : List.of(literal(address), port);
  }

  private static List<InetAddress> addresses(@Nullable String host, int flags)
      throws UnknownHostException {
    // Rule: loop.getaddrinfo.{no-host, passive}
    if (host == null) {
      return (flags & AI_PASSIVE) == 0
          ? List.of(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1"))
          : List.of(InetAddress.ofLiteral("0.0.0.0"), InetAddress.ofLiteral("::"));
    }
    // Rule: loop.getaddrinfo.{flags, name}
    return List.of(
        (flags & AI_NUMERICHOST) == 0
            ? InetAddress.getAllByName(host)
            : new InetAddress[] {numeric(host)});
  }

  private static InetAddress numeric(String host) throws UnknownHostException {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException name) {
      throw new UnknownHostException("Not a numeric address: " + host);
    }
  }

  /** The names of an address. */
  @Seam
  protected List<String> names(Address address, int flags) throws UnknownHostException {
    // Rule: loop.getnameinfo.{numeric, ipv6}
    InetAddress numeric = numeric(address.host());
    String host = (flags & NI_NUMERICHOST) == 0 ? numeric.getCanonicalHostName() : literal(numeric);
    return List.of(host, String.valueOf(address.port()));
  }

  /** An address as the system writes it: in IPv6 the longest run of zeros is left out. */
  static String literal(InetAddress address) {
    return address instanceof Inet6Address six
        ? shortened(six.getAddress())
        : address.getHostAddress();
  }

  private static String shortened(byte[] address) {
    int[] groups = new int[address.length / 2];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
    }
    int from = 0;
    int length = 1; // A single group is written out.
    for (int i = 0; i < groups.length; i++) {
      int end = i;
      while (end < groups.length && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        from = i;
        length = end - i;
      }
    }
    return length == 1
        ? hexadecimal(groups, 0, groups.length)
        : hexadecimal(groups, 0, from) + "::" + hexadecimal(groups, from + length, groups.length);
  }

  private static String hexadecimal(int[] groups, int from, int to) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      texts.add(Integer.toHexString(groups[i]));
    }
    return String.join(":", texts);
  }
}
