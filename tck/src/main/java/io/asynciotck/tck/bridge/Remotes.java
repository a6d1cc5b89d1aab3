package io.asynciotck.tck.bridge;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands here for the agent's objects: proxies and exceptions, by number, held weakly. When
 * one is collected, the number goes back to the agent with how often it was received.
 */
final class Remotes {

  /** A stand-in, found by number and by identity. */
  private static final class Ref extends WeakReference<Object> {
    final int number;
    private final int hash;
    int received;

    Ref(Object standIn, int number, @Nullable ReferenceQueue<Object> queue) {
      super(standIn, queue);
      this.number = number;
      this.hash = System.identityHashCode(standIn);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || (other instanceof Ref ref && get() != null && get() == ref.get());
    }
  }

  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final Map<Integer, Ref> byNumber = new HashMap<>();
  private final Map<Ref, Integer> exceptions = new HashMap<>();

  /**
   * The proxy for a number that was received.
   *
   * @param type what the proxy must be an instance of; one that is not is replaced by a new one,
   *     equal to it
   */
  synchronized Object proxy(int number, Class<?> type, Supplier<Object> creator) {
    Ref ref = byNumber.get(number);
    Object known = ref == null ? null : ref.get();
    if (ref == null || known == null || (type.isInterface() && !type.isInstance(known))) {
      known = creator.get();
      ref = new Ref(known, number, collected);
      byNumber.put(number, ref);
    }
    ref.received++;
    return known;
  }

  /** The exception for a number that was received. */
  synchronized Throwable exception(int number, Supplier<Throwable> creator) {
    Ref ref = byNumber.get(number);
    Throwable known = ref == null ? null : (Throwable) ref.get();
    if (ref == null || known == null) {
      known = creator.get();
      ref = new Ref(known, number, collected);
      byNumber.put(number, ref);
      exceptions.put(ref, number);
    }
    ref.received++;
    return known;
  }

  /** The number of an exception that came from the agent, or null. */
  synchronized @Nullable Integer numberOf(Throwable exception) {
    return exceptions.get(new Ref(exception, 0, null));
  }

  /** The numbers of what was collected since the last time, each with its count. */
  synchronized Map<Integer, Integer> takeCollected() {
    if (!(collected.poll() instanceof Ref first)) {
      return Map.of();
    }
    Map<Integer, Integer> counts = new HashMap<>();
    for (@Nullable Ref ref = first; ref != null; ref = (Ref) collected.poll()) {
      counts.merge(ref.number, ref.received, Integer::sum);
      byNumber.remove(ref.number, ref);
      exceptions.remove(ref);
    }
    return counts;
  }

  synchronized void clear() {
    byNumber.clear();
    exceptions.clear();
  }

  synchronized int size() {
    return byNumber.size();
  }
}
