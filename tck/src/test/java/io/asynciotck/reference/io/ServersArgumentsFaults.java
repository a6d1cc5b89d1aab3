package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.io.ServersAddressFaults.OtherOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Faults in flags, in those who wait, and in the sockets of a server. */
final class ServersArgumentsFaults {

  private ServersArgumentsFaults() {}

  @Fault(
      what = "The flags of create_server are not looked at.",
      breaks = {"server.flags.passed"})
  static final class LooksUpAnyName extends OtherOptions {
    LooksUpAnyName(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, options -> options.withFlags(0));
    }
  }

  @Fault(
      what = "The backlog of create_server is not looked at.",
      breaks = {"server.backlog.most"})
  static final class LetsEverybodyWait extends OtherOptions {
    LetsEverybodyWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, options -> options.withBacklog(100));
    }
  }

  @Fault(
      what = "Without a backlog few may wait.",
      breaks = {"server.backlog.default"})
  static final class LetsFewWait extends OtherOptions {
    LetsFewWait(BaseAsyncio asyncio, LoopClock clock) {
      super(
          asyncio, clock, options -> options.backlog() == null ? options.withBacklog(50) : options);
    }
  }

  @Fault(
      what = "A backlog of 0 is refused.",
      breaks = {"server.backlog.zero"})
  static final class LetsSomebodyWait extends OtherOptions {
    LetsSomebodyWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, LetsSomebodyWait::checked);
    }

    private static ServerOptions checked(ServerOptions options) {
      if (Objects.equals(options.backlog(), 0)) {
        throw new IllegalArgumentException("Nobody may wait.");
      }
      return options;
    }
  }

  @Fault(
      what = "A server shows the list that it has itself.",
      breaks = {"server.sockets.copy"})
  static final class ShowsItsOwnList extends BrokenServer {
    private final List<Socket> own;

    ShowsItsOwnList(Parts parts) {
      super(parts);
      own = new ArrayList<>(parts.sockets());
    }

    @Override
    public List<Socket> sockets() {
      return super.sockets().isEmpty() ? List.of() : own;
    }
  }

  @Fault(
      what = "A server shows its sockets when it is closed.",
      breaks = {"server.sockets.closed"})
  static final class ShowsClosedSockets extends BrokenServer {
    ShowsClosedSockets(Parts parts) {
      super(parts);
    }

    @Override
    public List<Socket> sockets() {
      return List.copyOf(sockets);
    }
  }
}
