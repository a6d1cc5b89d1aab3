package io.asynciotck.reference.io;

import io.asynciotck.api.io.Address;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a transport tells of its socket, read when it is made: a closed socket tells nothing. */
final class TransportInfo {
  private final Map<String, Object> known = new HashMap<>();

  /** Reads what there is to tell. */
  TransportInfo(ChannelSocket socket) {
    // Rule: transport.extra-info.{socket, sockname, peername}
    known.put("socket", socket);
    keep("sockname", socket::getsockname);
    keep("peername", socket::getpeername);
  }

  private void keep(String name, Reading reading) {
    try {
      Address address = reading.read();
      known.put(name, List.of(address.host(), address.port()));
    } catch (IOException none) {
      // It has no such address.
    }
  }

  @Nullable Object get(String name, @Nullable Object defaultValue) {
    // Rule: transport.extra-info.{unknown, default}
    Object found = known.get(name);
    return found == null ? defaultValue : found;
  }

  /** Reads an address. */
  private interface Reading {
    /** Reads it. */
    Address read() throws IOException;
  }
}
