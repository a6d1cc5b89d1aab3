package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an event loop looks names up. A loop that has none of it raises {@link
 * UnsupportedOperationException}, as asyncio's abstract loop raises {@code NotImplementedError}.
 *
 * <p>Python: a part of {@code asyncio.AbstractEventLoop}. Source: asyncio-eventloop, DNS.
 */
@OfClass(ConformanceClass.SOCKETS)
public interface LoopNames {

  /**
   * Looks up the addresses of a host.
   *
   * @param host a name or a numeric address; null for this machine
   * @param port the port, which stands in each address
   * @return a coroutine that gives a list of entries, each of them a list: family, type, protocol,
   *     canonical name and address, which is a list that begins with host and port
   */
  default Coroutine<List<List<Object>>> getaddrinfo(@Nullable String host, int port) {
    throw NotImplemented.in(this, "getaddrinfo");
  }

  /**
   * As {@link #getaddrinfo(String, int)}, of some kinds only.
   *
   * @param host a name or a numeric address; null for this machine
   * @param port the port, which stands in each address
   * @param family such as {@link Sockets#afInet}; 0 for any
   * @param type such as {@link Sockets#sockStream}; 0 for any
   * @param proto such as {@link Sockets#ipprotoTcp}; 0 for any
   * @param flags such as {@link Sockets#aiPassive}; 0 for none
   * @return a coroutine that gives the entries
   */
  default Coroutine<List<List<Object>>> getaddrinfo(
      @Nullable String host,
      int port,
      @Keyword Object family,
      @Keyword Object type,
      @Keyword int proto,
      @Keyword Object flags) {
    throw NotImplemented.in(this, "getaddrinfo");
  }

  /**
   * Looks up the names of an address.
   *
   * @param sockaddr the address
   * @param flags such as {@link Sockets#niNumerichost}; 0 for none
   * @return a coroutine that gives a pair of host and service, both as text
   */
  default Coroutine<List<String>> getnameinfo(Address sockaddr, int flags) {
    throw NotImplemented.in(this, "getnameinfo");
  }
}
