package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.DatagramProtocol;
import io.asynciotck.api.io.DatagramTransport;
import io.asynciotck.api.io.Socket;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code datagrams.md}: what an endpoint tells of its socket. */
@UsesThreads // Datagrams of the system need not be there at once.
final class DatagramsInfoTck extends DatagramRuleTest {

  /** Traces whether a transport tells this address, or does not tell any. */
  private void traceAddress(DatagramTransport transport, String name, Address right) {
    @Nullable Object told = transport.getExtraInfo(name);
    boolean same = told == null || told.equals(List.of(right.host(), right.port()));
    trace.add(name + ": " + (same ? "right" : told));
  }

  @Rule("datagram.extra-info.unknown")
  @Test
  void whatIsNotKnownIsNoneOrTheDefault() throws Exception {
    with(
        new DatagramProtocol() {},
        bound(),
        transport -> {
          trace.add("told: " + transport.getExtraInfo("the weather"));
          trace.add("told: " + transport.getExtraInfo("the weather", "rain"));
        });
    trace.shouldBe("told: null", "told: rain");
  }

  @Rule("datagram.extra-info.socket")
  @Test
  void theSocketIsThatOfTheEndpoint() throws Exception {
    Socket near = bound();
    Address own = near.getsockname(); // its descriptor need not be that of the one that was given
    with(
        new DatagramProtocol() {},
        near,
        transport -> {
          @Nullable Socket told = transport.getExtraInfoSocket("socket");
          trace.add("right: " + (told == null || told.getsockname().equals(own)));
        });
    trace.shouldBe("right: true");
  }

  @Rule("datagram.extra-info.sockname")
  @RestsOn(Ground.LOCAL_ADDR)
  @Test
  void theAddressIsThatWhichWasBound() throws Exception {
    Address address = free();
    with(
        new DatagramProtocol() {},
        address,
        null,
        transport -> traceAddress(transport, "sockname", address));
    trace.shouldBe("sockname: right");
  }

  @Rule("datagram.extra-info.sockname")
  @Test
  void theAddressOfOneThatWasOnlyConnectedIsThatWhichItsPeerSees() throws Exception {
    Socket far = bound();
    with(
        new DatagramProtocol() {},
        null,
        far.getsockname(),
        transport -> {
          transport.sendto(bytes("abc"));
          @Nullable List<Object> received = receivedAt(far);
          if (received == null) {
            trace.add("far: nothing");
            return;
          }
          List<?> seen = (List<?>) received.getLast();
          int port = ((Number) seen.get(1)).intValue();
          traceAddress(transport, "sockname", new Address((String) seen.get(0), port));
        });
    trace.shouldBe("sockname: right");
  }

  @Rule("datagram.extra-info.peername")
  @Test
  void theAddressOfThePeerIsTheRemoteOne() throws Exception {
    Address remote = bound().getsockname();
    with(
        new DatagramProtocol() {},
        null,
        remote,
        transport -> traceAddress(transport, "peername", remote));
    trace.shouldBe("peername: right");
  }
}
