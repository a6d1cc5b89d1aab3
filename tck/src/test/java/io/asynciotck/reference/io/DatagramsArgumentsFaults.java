package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in how the addresses of an endpoint are looked up. */
final class DatagramsArgumentsFaults {

  private DatagramsArgumentsFaults() {}

  /** A loop whose endpoints look up other things than they were asked for. */
  abstract static class OtherLookUps extends SelectorEventLoop {
    OtherLookUps(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** What is looked up in place of what was asked for. */
    abstract Endpoints.Options other(Endpoints.Options given);

    @Override
    protected Endpoints newEndpoints(Readiness watched) {
      return new Endpoints(this, asyncio, watched) {
        @Override
        protected @Nullable Address numeric(@Nullable Address address, Options options)
            throws Exception {
          return super.numeric(address, other(options));
        }
      };
    }
  }

  @Fault(
      what = "The family of an endpoint is not looked at.",
      breaks = {"datagram-endpoint.family.given"})
  static final class TakesAnyFamily extends OtherLookUps {
    TakesAnyFamily(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    Endpoints.Options other(Endpoints.Options given) {
      return given.lookedUp(0, given.proto(), given.flags());
    }
  }

  @Fault(
      what = "The protocol of an endpoint is not looked at.",
      breaks = {"datagram-endpoint.proto.passed"})
  static final class TakesAnyProtocol extends OtherLookUps {
    TakesAnyProtocol(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    Endpoints.Options other(Endpoints.Options given) {
      return given.lookedUp(given.family(), 0, given.flags());
    }
  }

  @Fault(
      what = "The flags of an endpoint are not looked at.",
      breaks = {"datagram-endpoint.flags.passed"})
  static final class LooksUpAnyName extends OtherLookUps {
    LooksUpAnyName(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    Endpoints.Options other(Endpoints.Options given) {
      return given.lookedUp(given.family(), given.proto(), 0);
    }
  }

  /**
   * A loop whose endpoints take only numbers for one of their addresses, if nothing else is said.
   */
  abstract static class OnlyNumbers extends SelectorEventLoop {
    private final boolean local;

    OnlyNumbers(BaseAsyncio asyncio, LoopClock clock, boolean local) {
      super(asyncio, clock);
      this.local = local;
    }

    @Override
    public Coroutine<List<Object>> createDatagramEndpoint(
        ProtocolFactory factory, @Nullable Address localAddr, @Nullable Address remoteAddr) {
      Address looked = local ? localAddr : remoteAddr;
      if (looked != null && looked.host().equals("localhost")) {
        return asyncio.coroutine(() -> {
          throw new UnknownHostException(looked.host());
        });
      }
      return super.createDatagramEndpoint(factory, localAddr, remoteAddr);
    }
  }

  @Fault(
      what = "The local address of an endpoint must be a number.",
      breaks = {"datagram-endpoint.local-addr.name"})
  static final class KnowsNoNameOfItsOwn extends OnlyNumbers {
    KnowsNoNameOfItsOwn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, true);
    }
  }

  @Fault(
      what = "The remote address of an endpoint must be a number.",
      breaks = {"datagram-endpoint.remote-addr.name"})
  static final class KnowsNoNameOfOthers extends OnlyNumbers {
    KnowsNoNameOfOthers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock, false);
    }
  }
}
