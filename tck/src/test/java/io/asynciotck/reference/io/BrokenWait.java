package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Streams of whose writers one way to wait is broken. */
abstract class BrokenWait extends StreamsBroken {
  static final String DRAIN = "drain";
  static final String WAIT_CLOSED = "wait_closed";

  /** What is wrong with one writer. */
  interface Wrong {
    /** Waits in place of what would wait as it should. */
    Coroutine<@Nullable Void> waiting(Asyncio asyncio, Supplier<Coroutine<@Nullable Void>> rightly);
  }

  private final String method;
  private final Supplier<Wrong> wrong;

  /**
   * Breaks one method.
   *
   * @param method its name
   * @param wrong makes for each writer what is wrong with it
   */
  BrokenWait(LoopClock clock, String method, Supplier<Wrong> wrong) {
    super(clock);
    this.method = method;
    this.wrong = wrong;
  }

  @Override
  StreamWriter writer(Transport transport, StreamProtocol protocol) {
    Asyncio module = this;
    Wrong ofThisWriter = wrong.get();
    return new ConnectionWriter(this, transport, protocol) {
      @Override
      public Coroutine<@Nullable Void> drain() {
        return of(DRAIN, super::drain);
      }

      @Override
      public Coroutine<@Nullable Void> waitClosed() {
        return of(WAIT_CLOSED, super::waitClosed);
      }

      private Coroutine<@Nullable Void> of(
          String called, Supplier<Coroutine<@Nullable Void>> rightly) {
        return called.equals(method) ? ofThisWriter.waiting(module, rightly) : rightly.get();
      }
    };
  }
}
