package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.api.io.Address;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to connect to the addresses of a host, one after the other or so that they overlap.
 *
 * <p>Design: attempts that overlap are tasks, and who waits for them is woken by the first that is
 * done, or by a timer. Those that have not won are cancelled and waited for, so that their sockets
 * are closed before the connection is used.
 */
final class Attempts {
  private final EventLoop loop;
  private final Asyncio asyncio;
  private final SocketOperations operations;
  private final ConnectionOptions options;
  private final Function<List<IOException>, Exception> combined;

  Attempts(
      EventLoop loop,
      Asyncio asyncio,
      SocketOperations operations,
      ConnectionOptions options,
      Function<List<IOException>, Exception> combined) {
    this.loop = loop;
    this.asyncio = asyncio;
    this.operations = operations;
    this.options = options;
    this.combined = combined;
  }

  /** Connects to the first of some addresses that takes the connection. */
  ChannelSocket connect(List<Address> addresses) throws Exception {
    Duration delay = options.delay();
    List<Address> ordered = interleaved(addresses, options.interleave());
    return delay == null || addresses.size() == 1 ? inTurn(ordered) : overlapping(ordered, delay);
  }

  private ChannelSocket inTurn(List<Address> addresses) throws Exception {
    List<IOException> refused = new ArrayList<>();
    for (Address address : addresses) {
      try {
        // Rule: connection.address.{next, order}
        return connected(address);
      } catch (IOException failed) {
        refused.add(failed);
      }
    }
    throw failure(refused);
  }

  private Exception failure(List<IOException> refused) {
    // Rule: connection.all-errors.{group, each}
    return options.allErrors()
        ? new ExceptionGroup("No address could be connected to", refused)
        : combined.apply(refused);
  }

  private ChannelSocket connected(Address address) throws Exception {
    ChannelSocket socket = new ChannelSocket(SocketChannel.open());
    socket.setblocking(false);
    try {
      // Rule: connection.local-addr.{bound, taken, name}
      if (options.local() != null) {
        socket.bind(NameResolution.first(loop, asyncio, options.local()));
      }
      // Rule: connection.address.{connects, ipv6, refused}
      asyncio.await(operations.connect(socket, address));
      return socket;
    } catch (Throwable failed) {
      // Rule: connection.address.refused-closed
      socket.close();
      throw failed;
    }
  }

  /** This many addresses of the first family, and then in turns one of each family. */
  static List<Address> interleaved(List<Address> addresses, int first) {
    // Rule: connection.interleave.{by-family, first-count}
    if (first == 0) {
      return addresses;
    }
    boolean six = addresses.getFirst().host().contains(":");
    List<Address> own = new ArrayList<>(addresses);
    own.removeIf(address -> address.host().contains(":") != six);
    List<Address> others = new ArrayList<>(addresses);
    others.removeAll(own);
    List<Address> mixed = new ArrayList<>();
    while (!own.isEmpty() && mixed.size() < first - 1) {
      mixed.add(own.removeFirst());
    }
    while (!own.isEmpty() || !others.isEmpty()) {
      if (!own.isEmpty()) {
        mixed.add(own.removeFirst());
      }
      if (!others.isEmpty()) {
        mixed.add(others.removeFirst());
      }
    }
    return mixed;
  }

  private ChannelSocket overlapping(List<Address> addresses, Duration delay) throws Exception {
    List<Task<ChannelSocket>> attempts = new ArrayList<>();
    Task<ChannelSocket> winner = null;
    try {
      for (int i = 0; i < addresses.size() && winner == null; i++) {
        Address address = addresses.get(i);
        // Rule: connection.happy-eyeballs.{parallel, not-early, eager}
        attempts.add(loop.createTask(asyncio.coroutine(() -> connected(address))));
        winner = first(attempts, i + 1 < addresses.size() ? delay : null);
      }
      if (winner == null) {
        // Rule: connection.happy-eyeballs.errors
        throw failure(errors(attempts));
      }
      return winner.result();
    } finally {
      giveUp(attempts, winner);
    }
  }

  /**
   * Waits for an attempt that succeeds; null if the last one has failed or has had its time, or
   * without such a time if all have failed.
   */
  private @Nullable Task<ChannelSocket> first(
      List<Task<ChannelSocket>> attempts, @Nullable Duration time) throws Exception {
    boolean[] late = {false};
    List<AsyncFuture<@Nullable Void>> change = new ArrayList<>();
    TimerHandle timer =
        time == null
            ? null
            : loop.callLater(
                time,
                () -> {
                  late[0] = true;
                  change.forEach(Attempts::settle);
                });
    try {
      while (true) {
        for (Task<ChannelSocket> attempt : attempts) {
          if (succeeded(attempt)) {
            return attempt;
          }
        }
        // Rule: connection.happy-eyeballs.refused
        boolean over =
            time == null
                ? attempts.stream().allMatch(AsyncFuture::isDone)
                : late[0] || attempts.getLast().isDone();
        if (over) {
          return null;
        }
        AsyncFuture<@Nullable Void> next = loop.createFuture();
        change.add(next);
        attempts.stream()
            .filter(attempt -> !attempt.isDone())
            .forEach(attempt -> attempt.addDoneCallback(done -> settle(next)));
        asyncio.await(next);
      }
    } finally {
      if (timer != null) {
        timer.cancel();
      }
    }
  }

  private static void settle(AsyncFuture<@Nullable Void> future) {
    if (!future.isDone()) {
      future.setResult(null);
    }
  }

  private static boolean succeeded(Task<?> attempt) {
    return attempt.isDone() && !attempt.isCancelled() && attempt.exception() == null;
  }

  private static List<IOException> errors(List<Task<ChannelSocket>> attempts) throws Exception {
    List<IOException> errors = new ArrayList<>();
    for (Task<ChannelSocket> attempt : attempts) {
      switch (Objects.requireNonNull(attempt.exception())) {
        case IOException refused -> errors.add(refused);
        case Exception other -> throw other;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
    return errors;
  }

  /** Ends all attempts but one. */
  private void giveUp(List<Task<ChannelSocket>> attempts, @Nullable Task<ChannelSocket> winner)
      throws Exception {
    for (Task<ChannelSocket> attempt : attempts) {
      if (attempt == winner) {
        continue;
      }
      attempt.cancel();
      try {
        asyncio.await(attempt).close();
      } catch (IOException | CancelledError ended) {
        // It has closed its socket.
      }
    }
  }
}
