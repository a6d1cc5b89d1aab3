package io.asynciotck.reference.io;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.BrokenCancellations;
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

  /** Returns when it is cancelled. */
  static Coroutine<@Nullable Void> swallowing(
      Asyncio asyncio, Supplier<Coroutine<@Nullable Void>> rightly) {
    return BrokenCancellations.swallowing(asyncio, rightly.get(), () -> null);
  }

  /** Forgets why it was cancelled. */
  static Coroutine<@Nullable Void> forgetting(
      Asyncio asyncio, Supplier<Coroutine<@Nullable Void>> rightly) {
    return BrokenCancellations.forgetting(asyncio, rightly.get());
  }

  /** Keeps the task alive that was cancelled. */
  static Coroutine<@Nullable Void> keeping(
      Asyncio asyncio, Supplier<Coroutine<@Nullable Void>> rightly) {
    return BrokenCancellations.keeping(asyncio, rightly.get());
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
