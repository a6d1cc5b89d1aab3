package io.asynciotck.reference.io;

import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults in what a transport tells of a Unix socket. */
final class UnixSocketsInfoFaults {

  private UnixSocketsInfoFaults() {}

  /** A transport that tells no path under a name. */
  abstract static class HidesPaths extends BrokenTransport {
    private final String hidden;

    HidesPaths(Parts parts, String hidden) {
      super(parts);
      this.hidden = hidden;
    }

    @Override
    public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
      @Nullable Object told = super.getExtraInfo(name, defaultValue);
      return name.equals(hidden) && told instanceof String ? "" : told;
    }
  }

  @Fault(
      what = "The path to which a transport is connected is told to be empty.",
      breaks = "unix-connection.extra-info.peername")
  static final class HidesThePeer extends HidesPaths {
    HidesThePeer(Parts parts) {
      super(parts, "peername");
    }
  }

  @Fault(
      what = "The path of a server is told to be empty at its side of a connection.",
      breaks = "unix-connection.extra-info.sockname")
  static final class HidesTheServer extends HidesPaths {
    HidesTheServer(Parts parts) {
      super(parts, "sockname");
    }
  }
}
