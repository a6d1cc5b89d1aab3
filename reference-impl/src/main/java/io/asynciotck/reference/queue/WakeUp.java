package io.asynciotck.reference.queue;

import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a loop sleeps, and how other threads wake it.
 *
 * <p>Design: waking a selector costs a system call, so only the first of many who want to wake a
 * loop that sleeps does it, and none if the loop is awake. The loop announces that it will block
 * and then looks once more for work; a thread that brings work publishes it and then checks whether
 * the loop has announced that. Both steps are volatile, so at least one of the two sees the other.
 */
public class WakeUp {
  /** How long one wait may be at most. */
  private static final long LONGEST_MILLIS = 24L * 3600 * 1000;

  /**
   * AWAKE to BLOCKED and back by the loop; BLOCKED to WOKEN by whoever wakes it, to AWAKE by the
   * loop.
   */
  static final int AWAKE = 0;

  static final int BLOCKED = 1;
  static final int WOKEN = 2;

  static final VarHandle STATE = Fields.handle(MethodHandles.lookup(), "state", int.class);

  @SuppressWarnings("FieldMayBeFinal") // written through STATE
  volatile int state = AWAKE;

  /** Opened by the first wait: many loops never wait. */
  private @Nullable Selector selector;

  /**
   * Blocks until the time has passed or the loop is woken. May return early.
   *
   * @param timeoutNanos how long; {@link Long#MAX_VALUE} for no limit
   * @param foreign where the work comes from that the loop would be woken for
   * @throws KeyboardInterrupt if the thread is interrupted
   */
  @Seam
  public void block(long timeoutNanos, ForeignQueue foreign) {
    Selector mine = openSelector();
    state = BLOCKED;
    try {
      if (foreign.isEmptyInOrder()) {
        select(mine, timeoutNanos);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      state = AWAKE;
    }
    if (Thread.interrupted()) {
      throw new KeyboardInterrupt();
    }
  }

  /**
   * Looks for events of channels, and waits for them as {@link #block} does.
   *
   * @param timeoutNanos how long; zero for not at all
   * @param foreign where the work comes from that the loop would be woken for
   * @param ready is told of each channel that is ready
   * @return how many are
   * @throws KeyboardInterrupt if the thread is interrupted while it waits
   */
  @Seam
  public int poll(long timeoutNanos, ForeignQueue foreign, Consumer<SelectionKey> ready) {
    Selector mine = openSelector();
    try {
      return timeoutNanos == 0
          ? mine.selectNow(ready)
          : blockForEvents(mine, timeoutNanos, foreign, ready);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private int blockForEvents(
      Selector mine, long timeoutNanos, ForeignQueue foreign, Consumer<SelectionKey> ready)
      throws IOException {
    int found;
    state = BLOCKED;
    try {
      found =
          !foreign.isEmptyInOrder()
              ? mine.selectNow(ready)
              : timeoutNanos == Long.MAX_VALUE
                  ? mine.select(ready)
                  : mine.select(ready, millis(timeoutNanos));
    } finally {
      state = AWAKE;
    }
    if (Thread.interrupted()) {
      throw new KeyboardInterrupt();
    }
    return found;
  }

  static void select(Selector selector, long timeoutNanos) throws IOException {
    if (timeoutNanos == Long.MAX_VALUE) {
      selector.select();
    } else {
      selector.select(millis(timeoutNanos));
    }
  }

  private static long millis(long timeoutNanos) {
    // Rounded up: a loop that woke too early would only go round once more.
    return Math.min(Math.ceilDiv(timeoutNanos, 1_000_000L), LONGEST_MILLIS);
  }

  /**
   * Wakes the loop if it sleeps or is about to. Called in any thread, after the work was published.
   */
  @Seam
  public void wakeUp() {
    if (state == BLOCKED && STATE.compareAndSet(this, BLOCKED, WOKEN)) {
      Selector sleeping = selector;
      if (sleeping != null) {
        sleeping.wakeup();
      }
    }
  }

  /** Gives back what the system lent. */
  public void close() {
    Selector mine = selector;
    if (mine != null) {
      try {
        mine.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** The selector; opened when first asked for. */
  public final Selector openSelector() {
    Selector mine = selector;
    if (mine == null) {
      try {
        mine = Selector.open();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      selector = mine;
    }
    return mine;
  }
}
