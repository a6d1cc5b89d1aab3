package io.asynciotck.tck.bridge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which channel a thread uses. Each thread of the kit's has its own, so that calls from different
 * threads are made by different threads of the agent.
 *
 * <p>Code that the agent called back, and bodies of coroutines, stay in the logical thread that
 * they were called in: they use the channel by which the call came, whatever thread carries them.
 */
final class Channels {

  /**
   * Where code runs that was called by the agent.
   *
   * @param body the body of a coroutine that it belongs to, if it may wait
   */
  record Scope(Channels owner, Channel channel, @Nullable BodyCoroutine<?> body) {}

  private static final ThreadLocal<@Nullable Scope> SCOPE = new ThreadLocal<>();

  private final Map<Thread, Channel> byThread = new ConcurrentHashMap<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final Channel main;
  private final Function<String, Channel> opener;

  /**
   * Starts with the channel that the agent's main thread serves.
   *
   * @param opener opens a further channel, with the name given
   */
  Channels(Channel main, Function<String, Channel> opener) {
    this.main = main;
    this.opener = opener;
  }

  Channel current() {
    Scope inner = SCOPE.get();
    if (inner != null && inner.owner == this) {
      return inner.channel;
    }
    Channel known = byThread.get(Thread.currentThread());
    return known == null ? open() : known;
  }

  /** The name of the channel that the current thread uses; empty if it has none yet. */
  String currentName() {
    Scope inner = SCOPE.get();
    if (inner != null && inner.owner == this) {
      return inner.channel.name();
    }
    Channel known = byThread.get(Thread.currentThread());
    return known == null ? "" : known.name();
  }

  /** Whether the current thread is that of the test. */
  boolean isMain() {
    return currentName().equals(main.name());
  }

  /** The body of a coroutine in which the caller runs, or null. */
  @Nullable BodyCoroutine<?> currentBody() {
    Scope inner = SCOPE.get();
    return inner != null && inner.owner == this ? inner.body : null;
  }

  @Nullable Scope scope() {
    return SCOPE.get();
  }

  /** Enters a scope; returns what {@link #leave} needs. */
  @Nullable Scope enter(Channel channel, @Nullable BodyCoroutine<?> body) {
    Scope outer = SCOPE.get();
    SCOPE.set(new Scope(this, channel, body));
    return outer;
  }

  void leave(@Nullable Scope outer) {
    if (outer == null) {
      SCOPE.remove();
    } else {
      SCOPE.set(outer);
    }
  }

  /** Makes the main channel that of the current thread. */
  void becomeMain() {
    byThread.values().remove(main);
    Channel own = byThread.put(Thread.currentThread(), main);
    if (own != null) {
      own.close();
    }
  }

  /**
   * Closes all channels of the kit's threads but the main one.
   *
   * @return whether none was in use
   */
  boolean closeOthers() {
    boolean idle = byThread.values().stream().noneMatch(c -> c != main && c.isBusy());
    byThread.values().removeIf(channel -> channel != main && close(channel));
    return idle;
  }

  private Channel open() {
    byThread
        .entrySet()
        .removeIf(entry ->
            !entry.getKey().isAlive() && entry.getValue() != main && close(entry.getValue()));
    Channel channel = opener.apply("thread-" + opened.incrementAndGet());
    byThread.put(Thread.currentThread(), channel);
    return channel;
  }

  private static boolean close(Channel channel) {
    channel.close();
    return true;
  }
}
