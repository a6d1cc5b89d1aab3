package io.asynciotck.stress.soak;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.stress.server.Descriptors;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Conversations of all kinds, many at a time, in one loop that has both ends. From time to time
 * they come to rest: then there must be no connection and no descriptor left, and no more memory in
 * use than before.
 */
final class Soak {
  private static final int RESTS = 10;
  private static final int COLLECTIONS = 3;

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Asyncio asyncio;
  private final EventLoop loop;
  private final Sockets sockets;
  private final SoakServers servers;
  private final Conversations conversations;
  private final Findings findings = new Findings();
  private final int atATime;

  /** How long one conversation may take, or all of them may take to come to rest. */
  private final Duration patience;

  private final Consumer<String> progress;
  private long descriptorsBefore;

  Soak(
      Asyncio asyncio,
      Sockets sockets,
      int atATime,
      long seed,
      Duration patience,
      Consumer<String> progress) {
    this.asyncio = asyncio;
    this.sockets = sockets;
    this.atATime = atATime;
    this.patience = patience;
    this.progress = progress;
    this.loop = asyncio.newEventLoop();
    this.servers = new SoakServers(asyncio, loop, findings);
    this.conversations = new Conversations(asyncio, loop, sockets, servers, findings, seed);
    loop.setExceptionHandler((_, context) -> findings.failed("The loop reports: " + context));
  }

  /** Goes on for a time. */
  Findings runFor(Duration time) throws Exception {
    try {
      loop.runUntilComplete(asyncio.coroutine(() -> converse(time)));
    } finally {
      loop.close();
    }
    return findings;
  }

  private @Nullable Void converse(Duration time) throws Exception {
    servers.open(sockets);
    for (Conversations.Kind kind : Conversations.Kind.values()) {
      hold(conversations.of(kind)); // opens what stays open
    }
    rest();
    descriptorsBefore = Descriptors.open();
    long begin = System.nanoTime();
    for (int part = 1; part <= RESTS && !findings.isAnyFailed(); part++) {
      converseUntil(begin + time.toNanos() / RESTS * part);
      rest();
      findings.atRest(Descriptors.open(), descriptorsBefore, heapInUse());
      progress.accept(100 / RESTS * part + " %: " + findings.progress());
    }
    findings.compareHeaps();
    servers.close();
    return null;
  }

  private void converseUntil(long end) throws Exception {
    Awaitable<?>[] tasks = new Awaitable<?>[atATime];
    for (int i = 0; i < atATime; i++) {
      Task<@Nullable Void> task = loop.createTask(asyncio.coroutine(() -> holdUntil(end)));
      tasks[i] = task;
    }
    asyncio.await(asyncio.gather(tasks));
  }

  private @Nullable Void holdUntil(long end) throws Exception {
    do {
      hold(conversations.next());
    } while (System.nanoTime() - end < 0 && !findings.isAnyFailed());
    return null;
  }

  /** Holds one conversation to its end. */
  private void hold(Awaitable<@Nullable Void> conversation) throws Exception {
    try {
      asyncio.await(asyncio.waitFor(conversation, patience));
    } catch (TimeoutException hangs) {
      findings.failed("A conversation has not come to its end in " + patience.toMillis() + " ms");
    } catch (Exception failed) {
      findings.failed(String.valueOf(failed.getMessage() == null ? failed : failed.getMessage()));
    }
  }

  /** Waits until all connections have heard of their end, and what was closed is closed. */
  private void rest() throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (servers.living() > 0 && System.nanoTime() - deadline < 0) {
      asyncio.await(asyncio.sleep(MOMENT));
    }
    if (servers.living() > 0) {
      findings.failed(servers.living() + " connections have not heard of their end");
    }
    // What is closed in one iteration is gone after the next poll.
    asyncio.await(asyncio.sleep(MOMENT));
    asyncio.await(asyncio.sleep(MOMENT));
  }

  private static long heapInUse() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
