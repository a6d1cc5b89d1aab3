package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Faults in looking up names. */
final class NameResolutionFaults {

  private NameResolutionFaults() {}

  @Fault(
      what = "getaddrinfo gives port 0.",
      breaks = {
        "loop.getaddrinfo.numeric",
        "loop.getaddrinfo.ipv6",
        "loop.getaddrinfo.connects",
        "loop.getaddrinfo.several"
      })
  static final class LosesThePort extends SelectorEventLoop {
    LosesThePort(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, 0, family, type, proto, flags);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo knows no address of IPv6.",
      breaks = {"loop.getaddrinfo.ipv6"})
  static final class KnowsNoIpv6 extends SelectorEventLoop {
    KnowsNoIpv6(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, port, AF_INET, type, proto, flags);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo gives an address of another machine for a name.",
      breaks = {"loop.getaddrinfo.name"})
  static final class TakesNamesForOthers extends SelectorEventLoop {
    TakesNamesForOthers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          boolean isName = host != null && host.startsWith("l") && flags == 0;
          return super.entries(isName ? "192.0.2.1" : host, port, family, type, proto, flags);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo gives the type before the family.",
      breaks = {"loop.getaddrinfo.connects", "loop.getaddrinfo.type"})
  static final class SwapsFamilyAndType extends SelectorEventLoop {
    SwapsFamilyAndType(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, port, family, type, proto, flags).stream()
              .map(entry ->
                  List.of(entry.get(1), entry.get(0), entry.get(2), entry.get(3), entry.get(4)))
              .toList();
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo gives what a server needs to a client.",
      breaks = {"loop.getaddrinfo.no-host", "loop.getaddrinfo.family"})
  static final class IsAlwaysPassive extends SelectorEventLoop {
    IsAlwaysPassive(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, port, family, type, proto, flags | AI_PASSIVE);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo does not look at AI_PASSIVE.",
      breaks = {"loop.getaddrinfo.passive"})
  static final class IsNeverPassive extends SelectorEventLoop {
    IsNeverPassive(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, port, family, type, proto, flags & ~AI_PASSIVE);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo does not look at the family.",
      breaks = {"loop.getaddrinfo.family", "loop.getaddrinfo.error"})
  static final class IgnoresTheFamily extends SelectorEventLoop {
    IgnoresTheFamily(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, port, 0, type, proto, flags);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo does not look at the type.",
      breaks = {"loop.getaddrinfo.type", "loop.getaddrinfo.connects"})
  static final class IgnoresTheType extends SelectorEventLoop {
    IgnoresTheType(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, port, family, 0, proto, flags);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo does not look at the protocol.",
      breaks = {"loop.getaddrinfo.proto"})
  static final class IgnoresTheProtocol extends SelectorEventLoop {
    IgnoresTheProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, port, family, type, 0, flags);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo gives entries of TCP to whoever names no protocol.",
      breaks = {"loop.getaddrinfo.unasked"})
  static final class PrefersAProtocol extends SelectorEventLoop {
    PrefersAProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<List<Object>>> getaddrinfo(@Nullable String host, int port) {
      return getaddrinfo(host, port, 0, 0, 6, 0);
    }
  }

  @Fault(
      what = "In debug mode getaddrinfo looks at nothing but the host and the port.",
      breaks = {
        "loop.getaddrinfo.family",
        "loop.getaddrinfo.flags",
        "loop.getaddrinfo.proto",
        "loop.getaddrinfo.type"
      })
  static final class ForgetsArgumentsInDebugMode extends SelectorEventLoop {
    ForgetsArgumentsInDebugMode(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return getDebug()
              ? super.entries(host, port, 0, 0, 0, 0)
              : super.entries(host, port, family, type, proto, flags);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo does not look at AI_NUMERICHOST.",
      breaks = {"loop.getaddrinfo.flags"})
  static final class LooksUpWhatShouldBeNumeric extends SelectorEventLoop {
    LooksUpWhatShouldBeNumeric(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return super.entries(host, port, family, type, proto, flags & ~AI_NUMERICHOST);
        }
      };
    }
  }

  @Fault(
      what = "getaddrinfo gives no entries where it should raise an exception.",
      breaks = {"loop.getaddrinfo.flags", "loop.getaddrinfo.error"})
  static final class GivesNoEntries extends SelectorEventLoop {
    GivesNoEntries(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          try {
            return super.entries(host, port, family, type, proto, flags);
          } catch (UnknownHostException unknown) {
            return List.of();
          }
        }
      };
    }
  }

  @Fault(
      what = "A question that comes while another one is asked is given its answer.",
      breaks = {"loop.getaddrinfo.several"})
  static final class AsksOnceAtATime extends SelectorEventLoop {
    private @Nullable AsyncFuture<?> asked;

    AsksOnceAtATime(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        @SuppressWarnings("unchecked") // Breaks the type on purpose.
        protected <T> T resolve(Callable<T> lookUp) throws Exception {
          AsyncFuture<?> pending = asked;
          if (pending == null || pending.isDone()) {
            pending = runInExecutor(null, lookUp);
            asked = pending;
          }
          return (T) asyncio.await(pending);
        }
      };
    }
  }

  @Fault(
      what = "Names are looked up in the thread of the loop.",
      breaks = {
        "loop.getaddrinfo.executor",
        "loop.getaddrinfo.not-blocking",
        "loop.getnameinfo.executor"
      })
  static final class BlocksTheLoop extends SelectorEventLoop {
    BlocksTheLoop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected <T> T resolve(Callable<T> lookUp) throws Exception {
          return lookUp.call();
        }
      };
    }
  }

  @Fault(
      what = "getnameinfo gives the name of a service in place of its number.",
      breaks = {"loop.getnameinfo.numeric", "loop.getnameinfo.ipv6"})
  static final class NamesTheService extends SelectorEventLoop {
    NamesTheService(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<String> names(Address address, int flags) throws UnknownHostException {
          return List.of(super.names(address, flags).getFirst(), "http");
        }
      };
    }
  }

  @Fault(
      what = "getnameinfo gives an address of IPv6 at its full length.",
      breaks = {"loop.getnameinfo.ipv6"})
  static final class WritesZeros extends SelectorEventLoop {
    WritesZeros(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<String> names(Address address, int flags) {
          return List.of(
              InetAddress.ofLiteral(address.host()).getHostAddress(),
              String.valueOf(address.port()));
        }
      };
    }
  }

  /** Loops that look names up in another way. */
  abstract static class Looking extends SelectorEventLoop {
    Looking(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    List<String> names(List<String> right, Address address, int flags) {
      return right;
    }

    List<List<Object>> entries(List<List<Object>> right, List<Object> question) {
      return right;
    }

    @Override
    protected NameResolution newNameResolution() {
      return new NameResolution(this, asyncio) {
        @Override
        protected List<List<Object>> entries(
            @Nullable String host, int port, int family, int type, int proto, int flags)
            throws UnknownHostException {
          return Looking.this.entries(
              super.entries(host, port, family, type, proto, flags),
              List.of(String.valueOf(host), family, type, proto, flags));
        }

        @Override
        protected List<String> names(Address address, int flags) throws UnknownHostException {
          return Looking.this.names(super.names(address, flags), address, flags);
        }
      };
    }
  }

  @Fault(
      what = "What was answered of a host is answered again, whatever the port is.",
      breaks = {"loop.getaddrinfo.numeric", "loop.getaddrinfo.several"})
  static final class KeepsAnswers extends Looking {
    private final Map<Object, List<List<Object>>> answers = new ConcurrentHashMap<>();

    KeepsAnswers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    List<List<Object>> entries(List<List<Object>> right, List<Object> question) {
      List<List<Object>> before = answers.putIfAbsent(question, right);
      return before == null ? right : before;
    }
  }

  @Fault(
      what = "The second name of a host is as the first, whatever the port is.",
      breaks = "loop.getnameinfo.numeric")
  static final class KeepsNames extends Looking {
    private final Map<Object, List<String>> answers = new ConcurrentHashMap<>();

    KeepsNames(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    List<String> names(List<String> right, Address address, int flags) {
      List<String> before = answers.putIfAbsent(address.host(), right);
      return before == null ? right : before;
    }
  }

  @Fault(
      what = "In debug mode getnameinfo does not look at the flags.",
      breaks = "loop.getnameinfo.numeric")
  static final class NamesInDebugMode extends Looking {
    NamesInDebugMode(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    List<String> names(List<String> right, Address address, int flags) {
      return getDebug() ? List.of("localhost", "http") : right;
    }
  }

  @Fault(
      what = "getaddrinfo gives a future.",
      breaks = {"loop.getaddrinfo.coroutine"})
  static final class GivesAFuture extends SelectorEventLoop {
    GivesAFuture(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<List<Object>>> getaddrinfo(@Nullable String host, int port) {
      return new GivenFuture<>(this, super.getaddrinfo(host, port));
    }
  }

  @Fault(
      what = "getnameinfo gives a future.",
      breaks = {"loop.getnameinfo.coroutine"})
  static final class GivesAFutureOfNames extends SelectorEventLoop {
    GivesAFutureOfNames(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<List<String>> getnameinfo(Address sockaddr, int flags) {
      return new GivenFuture<>(this, super.getnameinfo(sockaddr, flags));
    }
  }
}
