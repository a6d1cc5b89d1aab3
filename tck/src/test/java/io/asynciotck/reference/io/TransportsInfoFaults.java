package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in what a transport tells. */
final class TransportsInfoFaults {

  private TransportsInfoFaults() {}

  @Fault(
      what = "get_extra_info gives an empty text for a name that it does not know.",
      breaks = {"transport.extra-info.unknown"})
  static final class EmptyForUnknown extends BrokenTransport {
    EmptyForUnknown(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object getExtraInfo(String name) {
      return getExtraInfo(name, "");
    }
  }

  @Fault(
      what = "get_extra_info ignores the default.",
      breaks = {"transport.extra-info.default"})
  static final class IgnoresTheDefault extends BrokenTransport {
    IgnoresTheDefault(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
      return super.getExtraInfo(name, null);
    }
  }

  @Fault(
      what = "get_extra_info of a transport that is closing raises an exception.",
      breaks = {"transport.extra-info.default"})
  static final class TellsNothingBehindClose extends BrokenTransport {
    TellsNothingBehindClose(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
      if (isClosing()) {
        throw new IllegalStateException("The transport is closing");
      }
      return super.getExtraInfo(name, defaultValue);
    }
  }

  @Fault(
      what = "get_extra_info gives the default, if there is one, in place of what it knows.",
      breaks = {"transport.extra-info.sockname"})
  static final class PrefersTheDefault extends BrokenTransport {
    PrefersTheDefault(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
      return defaultValue == null ? super.getExtraInfo(name, null) : defaultValue;
    }
  }

  @Fault(
      what = "get_extra_info gives another socket.",
      breaks = {"transport.extra-info.socket"})
  static final class AnotherSocket extends BrokenTransport {
    AnotherSocket(Parts parts) {
      super(parts);
    }

    @Override
    public Socket getExtraInfoSocket(String name) {
      try {
        ChannelSocket other = new ChannelSocket(SocketChannel.open());
        other.close();
        return other;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  @Fault(
      what = "get_extra_info takes one address for the other.",
      breaks = {"transport.extra-info.sockname", "transport.extra-info.peername"})
  static final class SwapsTheAddresses extends BrokenTransport {
    SwapsTheAddresses(Parts parts) {
      super(parts);
    }

    @Override
    public @Nullable Object getExtraInfo(String name) {
      return switch (name) {
        case "sockname" -> super.getExtraInfo("peername");
        case "peername" -> super.getExtraInfo("sockname");
        default -> super.getExtraInfo(name);
      };
    }
  }

  @Fault(
      what = "The report of an exception has the name of the transport in its place.",
      breaks = {"transport.report.transport"})
  static final class NamesTheTransport extends SelectorEventLoop {
    NamesTheTransport(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      super.callExceptionHandler(named(context, "transport"));
    }
  }

  @Fault(
      what = "The report of an exception has the name of the protocol in its place.",
      breaks = {"transport.report.protocol"})
  static final class NamesTheProtocol extends SelectorEventLoop {
    NamesTheProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void callExceptionHandler(Map<String, @Nullable Object> context) {
      super.callExceptionHandler(named(context, "protocol"));
    }
  }

  private static Map<String, @Nullable Object> named(
      Map<String, @Nullable Object> context, String key) {
    Map<String, @Nullable Object> changed = new HashMap<>(context);
    changed.computeIfPresent(key, (_, value) -> value.toString());
    return changed;
  }
}
