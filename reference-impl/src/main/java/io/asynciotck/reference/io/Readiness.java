package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.queue.ForeignQueue;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.WakeUp;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.timers.MonotonicClock;
import io.asynciotck.reference.timers.Nanos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors that a loop watches. The page {@code readiness} of the specification.
 *
 * <p>Design: a loop has this part only once it watches something, so that one that does not is not
 * slowed by it. A descriptor is a channel; its key in the loop's selector leads to its {@link
 * Watch}. A key is given up by the next poll: whoever waits for a descriptor again and again, as
 * operations of sockets do, costs nothing then. Until that poll keys stay in the selector, and keep
 * the descriptors of closed channels open: so the loop polls once more for them.
 */
public class Readiness {
  /** As large as the largest buffers of stream sockets usually are. */
  private static final int SHARED_SIZE = 256 * 1024;

  private final WakeUp wakeUp;
  private final ForeignQueue foreign;
  private final Consumer<ReadyEntry> schedule;
  private final Selector selector;
  private final Consumer<SelectionKey> makeReady = this::makeReady;

  /** Those with nothing to call since the last poll. */
  private final ArrayDeque<Watch> emptied = new ArrayDeque<>();

  private final ByteBuffer sharedBuffer = ByteBuffer.allocateDirect(SHARED_SIZE);

  /**
   * No descriptors yet.
   *
   * @param wakeUp where the loop sleeps
   * @param foreign where the work comes from that the loop would be woken for
   * @param schedule lets a callback run in the next batch
   */
  public Readiness(WakeUp wakeUp, ForeignQueue foreign, Consumer<ReadyEntry> schedule) {
    this.wakeUp = wakeUp;
    this.foreign = foreign;
    this.schedule = schedule;
    this.selector = wakeUp.openSelector();
  }

  /** Memory for what is received and given on at once. */
  final ByteBuffer sharedBuffer() {
    return sharedBuffer;
  }

  /** Whether a poll could bring nothing. */
  public final boolean isIdle() {
    // Those of channels that were closed are given up by the selector itself.
    return selector.keys().isEmpty();
  }

  /** Calls something whenever a descriptor can be read. */
  public WatchHandle addReader(Object fd, Runnable callback) {
    WatchHandle handle = new WatchHandle(callback);
    // Rule: loop.add-reader.{replaces, again, reused}
    watch(fd).setReader(handle);
    return handle;
  }

  /** Calls something whenever a descriptor can be written. */
  public WatchHandle addWriter(Object fd, Runnable callback) {
    WatchHandle handle = new WatchHandle(callback);
    // Rule: loop.add-writer.replaces, loop.add-writer.again
    watch(fd).setWriter(handle);
    return handle;
  }

  /** Ends what {@link #addReader} began; tells whether there was anything to end. */
  public boolean removeReader(Object fd) {
    Watch watch = find(fd);
    if (watch == null || !watch.hasReader()) {
      // Rule: loop.remove-reader.false
      return false;
    }
    // Rule: loop.remove-reader.stops
    watch.setReader(null);
    emptied(watch);
    // Rule: loop.remove-reader.true
    return true;
  }

  /** Ends what {@link #addWriter} began; tells whether there was anything to end. */
  public boolean removeWriter(Object fd) {
    Watch watch = find(fd);
    if (watch == null || !watch.hasWriter()) {
      // Rule: loop.remove-writer.false
      return false;
    }
    // Rule: loop.remove-writer.stops
    watch.setWriter(null);
    emptied(watch);
    // Rule: loop.remove-writer.true
    return true;
  }

  /** Looks for events once, and waits for them at most this long, by the clock of the loop. */
  public void waitForEvents(long timeoutNanos, LoopClock clock) {
    // Rule: loop.poll.{once, not-starved-by-callbacks, not-starved-by-descriptors}
    // Rule: loop.stop.polls-once
    if (timeoutNanos == 0) {
      poll(0);
    } else if (clock instanceof MonotonicClock) {
      // Rule: loop.poll.{no-limit, timer, wakes, idle}
      poll(timeoutNanos);
    } else if (!poll(0) && !Nanos.skip(clock, timeoutNanos)) {
      // A clock by which time passes without waiting does so only if there is no event.
      poll(timeoutNanos);
    }
  }

  /** Looks for events, and waits for them at most this long; tells whether there were any. */
  @Seam
  public boolean poll(long timeoutNanos) {
    giveUpEmptied();
    return wakeUp.poll(timeoutNanos, foreign, makeReady) > 0;
  }

  /** Schedules what is to be called for a descriptor that is ready. */
  @Seam
  protected void makeReady(SelectionKey key) {
    // Rule: loop.add-reader.{calls, each-iteration, not-before, end, hang-up, error}
    // Rule: loop.add-writer.{calls, each-iteration, not-before, room, hang-up}
    // Rule: loop.stop.descriptors-in-batch
    if (key.isValid() && key.attachment() instanceof Watch watch) {
      watch.makeReady(schedule);
    }
  }

  /** Makes what is known of a descriptor. */
  @Seam
  protected Watch newWatch(SelectionKey key) {
    return new Watch(key);
  }

  private Watch watch(Object fd) {
    SelectableChannel channel = channel(fd);
    Watch known = find(fd);
    if (known != null) {
      return known;
    }
    if (channel.keyFor(selector) != null) {
      forgetGivenUpKeys();
    }
    try {
      SelectionKey key = channel.register(selector, 0);
      Watch watch = newWatch(key);
      key.attach(watch);
      return watch;
    } catch (ClosedChannelException closed) {
      throw new IllegalArgumentException("A closed channel cannot be watched: " + fd, closed);
    }
  }

  private @Nullable Watch find(Object fd) {
    SelectionKey key = channel(fd).keyFor(selector);
    return key != null && key.attachment() instanceof Watch watch ? watch : null;
  }

  private void emptied(Watch watch) {
    if (watch.isEmpty() && !watch.isEmptied()) {
      watch.setEmptied(true);
      emptied.add(watch);
    }
  }

  /** Gives up the keys of what is watched no longer. */
  private void giveUpEmptied() {
    for (Watch watch = emptied.poll(); watch != null; watch = emptied.poll()) {
      watch.setEmptied(false);
      if (watch.isEmpty()) {
        watch.giveUp();
      }
    }
  }

  /** A channel cannot be registered anew while its old key is still there. */
  private void forgetGivenUpKeys() {
    try {
      // What is ready now is so at the next poll, too.
      selector.selectNow(key -> {});
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static SelectableChannel channel(Object fd) {
    if (fd instanceof SelectableChannel channel) {
      return channel;
    }
    // Rule: loop.add-reader.invalid
    throw new IllegalArgumentException("Not a descriptor that can be watched: " + fd);
  }
}
