package io.asynciotck.reference.io;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a transport tells of its socket, read when it is made: a closed socket tells nothing. */
final class TransportInfo {
  private final Map<String, Object> known = new HashMap<>();

  /** Reads what there is to tell. */
  TransportInfo(ChannelSocket socket) {
    // Rule: transport.extra-info.{socket, sockname, peername}
    // Rule: datagram.extra-info.{socket, sockname, peername}
    // Rule: unix-connection.extra-info.{sockname, peername}
    known.put("socket", socket);
    keep("sockname", socket::own);
    keep("peername", socket::peer);
  }

  private void keep(String name, Reading reading) {
    try {
      known.put(name, reading.read());
    } catch (IOException none) {
      // It has no such address.
    }
  }

  @Nullable Object get(String name, @Nullable Object defaultValue) {
    // Rule: transport.extra-info.{unknown, default}, datagram.extra-info.unknown
    Object found = known.get(name);
    return found == null ? defaultValue : found;
  }

  /** Reads an address. */
  private interface Reading {
    /** Reads it. */
    Object read() throws IOException;
  }
}
