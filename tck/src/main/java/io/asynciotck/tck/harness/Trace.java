package io.asynciotck.tck.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in the order in which it happened. A test records events, and compares once, at
 * its end. May be used in any thread.
 */
public final class Trace {
  private final List<String> events = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** How many events there were when each iteration had ended, of those that a test counts. */
  private final List<Integer> iterations = new ArrayList<>();

  private final Consumer<String> listener;

  /** What lets more events come, until there are so many. */
  private IntConsumer patience = count -> {};

  /**
   * Creates an empty trace.
   *
   * @param listener hears of each event, in the thread that records it
   */
  Trace(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Records an event; an exception by the name that the API has for it. */
  public void add(@Nullable Object event) {
    String text =
        event instanceof Throwable raised ? Outcome.nameOf(raised) : String.valueOf(event);
    synchronized (events) {
      events.add(text);
    }
    listener.accept(text);
  }

  /**
   * Says what lets more events come, until there are so many. It is done before events that are
   * expected are found to be missing.
   */
  void missing(IntConsumer patience) {
    this.patience = patience;
  }

  /** Notes what a reader of a failure should know; it is no event. */
  void note(String text) {
    synchronized (events) {
      notes.add(text);
    }
  }

  /** An iteration has ended that the test counts. */
  void iterationEnded() {
    synchronized (events) {
      iterations.add(events.size());
    }
  }

  private List<Integer> iterations() {
    synchronized (events) {
      return List.copyOf(iterations);
    }
  }

  /** Returns how many events there are until now. */
  int size() {
    synchronized (events) {
      return events.size();
    }
  }

  /** A callback that records an event. */
  public Runnable mark(String event) {
    return new Mark(this, event);
  }

  /** A callback that records an event. Two of them are not equal, whatever they record. */
  public static final class Mark implements Runnable {
    private final Trace trace;
    private final String event;

    private Mark(Trace trace, String event) {
      this.trace = trace;
      this.event = event;
    }

    /** Returns what it records. */
    public String event() {
      return event;
    }

    @Override
    public void run() {
      trace.add(event);
    }
  }

  /**
   * Records {@code what: } and what the call gives, or {@code what: raises } and what it raises.
   */
  public void outcome(String what, Callable<? extends @Nullable Object> call) {
    String outcome = Outcome.of(call);
    add(what + ": " + outcome);
  }

  /** Returns the events until now. */
  public List<String> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** Returns how often an event was recorded. */
  public int count(String event) {
    return (int) events().stream().filter(event::equals).count();
  }

  /** Fails unless exactly these events happened, in this order. */
  public void shouldBe(String... expected) {
    shouldBeOneOf(List.of(expected));
  }

  /** Fails unless the events are one of these traces. */
  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  public final void shouldBeOneOf(List<String>... allowed) {
    List<String> seen = events(allowed);
    if (Arrays.stream(allowed).noneMatch(seen::equals)) {
      throw new RuleViolation(
          "trace",
          Arrays.stream(allowed).map(Trace::text).toList(),
          text(seen) + noted(),
          iterations());
    }
  }

  /** Fails unless exactly these events happened, each as often as it is named, in any order. */
  public void shouldBeInAnyOrder(String... expected) {
    if (size() < expected.length) {
      patience.accept(expected.length);
    }
    List<String> seen = events();
    if (!seen.stream().sorted().toList().equals(Arrays.stream(expected).sorted().toList())) {
      throw new RuleViolation(
          "events, in any order", List.of(text(List.of(expected))), text(seen) + noted());
    }
  }

  /** The events, after some patience if they are no more than the beginning of what is allowed. */
  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  private final List<String> events(List<String>... allowed) {
    List<String> seen = events();
    Arrays.stream(allowed)
        .filter(all -> all.size() > seen.size() && all.subList(0, seen.size()).equals(seen))
        .mapToInt(List::size)
        .max()
        .ifPresent(patience);
    return events();
  }

  private String noted() {
    synchronized (events) {
      return notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")";
    }
  }

  private static String text(List<String> events) {
    return events.isEmpty() ? "(nothing)" : String.join(", ", events);
  }

  @Override
  public String toString() {
    return text(events());
  }
}
