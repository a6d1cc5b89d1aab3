package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.ON;
import static io.asynciotck.tck.bridge.WireWords.TYPE;

import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import io.asynciotck.tck.harness.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** A recording as code: what each thread, each callback and each coroutine of the test did. */
final class Script {

  /** How the names of the test's other threads begin. */
  static final String OTHER_THREAD = "thread";

  /** The method of a protocol that is given what has come. */
  static final String DATA_RECEIVED = "data_received";

  /** The name of the thread of the test. */
  static final String MAIN = "main";

  /** The frames of each of the test's threads, by its name. */
  private final Map<String, Frame> threads = new LinkedHashMap<>();

  /** The runs of each of the test's functions and coroutines, by its number. */
  private final Map<Integer, List<Frame>> runs = new LinkedHashMap<>();

  /** What {@link #goingRound} has found out: it is asked for each of thousands of rounds. */
  private final Map<Integer, Optional<GoingRound>> rounds = new HashMap<>();

  /**
   * What each protocol has received until now, by its number; in the order of their first calls.
   */
  private final Map<Integer, StringBuilder> received = new LinkedHashMap<>();

  /** The protocols of which the test has told what they have received. */
  private final Set<Integer> told = new LinkedHashSet<>();

  private final Map<String, Deque<Object>> open = new HashMap<>();
  private final Set<String> running = new LinkedHashSet<>();
  private final Readings readings = new Readings();
  private final Recording.Taken recording;
  private final Names names;

  Script(Recording.Taken recording, Names names) {
    this.recording = recording;
    this.names = names;
    thread(MAIN);
    recording.lines().forEach(this::read);
    threads.values().forEach(frame -> readings.place(frame.items));
    runs.values().forEach(all -> all.forEach(frame -> readings.place(frame.items)));
    if (open(MAIN).isEmpty()) { // else it does not come to that
      running.forEach(thread -> insert(MAIN, new Frame.Join(thread, open(thread).isEmpty())));
    }
  }

  /** What the thread of the test did. */
  Frame main() {
    return thread(MAIN);
  }

  /** What the other threads of the test's did. */
  Map<String, Frame> otherThreads() {
    Map<String, Frame> others = new LinkedHashMap<>(threads);
    others.remove(MAIN);
    return others;
  }

  /** What a function does whenever it is called, if that is known. */
  Optional<Frame.Item> foretold(int number) {
    return recording.foretold(number);
  }

  /** The test's exceptions. */
  Stream<Throwable> thrown() {
    return recording.thrown();
  }

  /** The test's exception with a number. */
  Optional<Throwable> thrown(int number) {
    return recording.thrown(number);
  }

  /**
   * The runs of a function or a coroutine; one that does what it would have done if it had none.
   */
  List<Frame> runs(int number) {
    List<Frame> seen = runs.getOrDefault(number, List.of());
    return seen.isEmpty() ? foretold(number).map(Frame::of).map(List::of).orElse(List.of()) : seen;
  }

  /** A function as one that does nothing but to keep a loop going round, if it is such a one. */
  Optional<GoingRound> goingRound(int number) {
    return rounds.computeIfAbsent(
        number,
        _ -> GoingRound.of(number, runs.getOrDefault(number, List.of()), names.kitUses(number)));
  }

  /**
   * How many bytes of a pattern the test has made to be sent, if it has looked for them where they
   * were to be received.
   */
  OptionalInt patternReceived() {
    boolean looked = recording.asksAgent("receive").findAny().isPresent();
    return looked
        ? recording.asksAgent("pattern").mapToInt(call -> call.path(ARGS).path(0).asInt()).max()
        : OptionalInt.empty();
  }

  /**
   * Whether the test was cut off. It has not waited for a thread that was still running then, and
   * whose last call only seems not to have returned.
   */
  boolean isCut() {
    return threads.keySet().stream()
        .anyMatch(thread -> !running.contains(thread) && !open(thread).isEmpty());
  }

  /** Whether what a function of the test has raised ends a program that does not catch it. */
  boolean asksToExit() {
    return runs.values().stream()
        .flatMap(List::stream)
        .map(Frame::raised)
        .filter(Objects::nonNull)
        .anyMatch(
            raised -> raised.path(TYPE).asString("").matches(".*(SystemExit|KeyboardInterrupt)"));
  }

  /** What was read from the clocks of loops. */
  Readings readings() {
    return readings;
  }

  private Frame thread(String thread) {
    return threads.computeIfAbsent(thread, _ -> new Frame(JsonNodeFactory.instance.objectNode()));
  }

  private Deque<Object> open(String thread) {
    return open.computeIfAbsent(thread, _ -> new ArrayDeque<>());
  }

  private void read(Recording.Line line) {
    boolean kit = line.speaker() == Speaker.KIT;
    if (line.deed() != null) {
      done(line.thread(), line.deed());
    } else if (line.speaker() == null) {
      traced(line);
    } else if (!line.message().has(DO)) {
      answered(line, kit);
    } else if (kit) {
      Frame.Call call = new Frame.Call(line.message());
      readings.used(call);
      insert(line.thread(), call);
      open(line.thread()).push(call);
    } else {
      Frame frame = new Frame(line.message());
      int number = names.numberOf(line.message().path(ON).asInt());
      frame.function = number;
      runs.computeIfAbsent(number, _ -> new ArrayList<>()).add(frame);
      if (!frame.method.isEmpty()) {
        receive(number, frame);
      }
      open(line.thread()).push(frame);
    }
  }

  /** Keeps what a protocol receives. */
  private void receive(int protocol, Frame call) {
    StringBuilder text = received.computeIfAbsent(protocol, _ -> new StringBuilder());
    if (call.method.equals(DATA_RECEIVED)) {
      text.append(Values.decoded(call.arguments.getFirst()));
    }
  }

  /** The protocol that has received what an event tells; the last one if there are several. */
  private @Nullable Integer received(String event) {
    int colon = event.lastIndexOf(": ");
    String said = colon < 0 ? event : event.substring(colon + 2);
    return received.entrySet().stream()
        .filter(entry -> entry.getValue().toString().equals(said))
        .map(Map.Entry::getKey)
        .reduce((_, last) -> last)
        .orElse(null);
  }

  /** Whether the test has told what a protocol has received. */
  boolean isTold(int protocol) {
    return told.contains(protocol);
  }

  private void traced(Recording.Line line) {
    Frame frame = innermost(line.thread());
    Frame.Item last = frame.items.isEmpty() ? null : frame.items.getLast();
    Frame.Call after = last instanceof Frame.Call call && call.answer != null ? call : null;
    if (after != null && after.isReading()) {
      readings.compared(after);
    }
    String event = line.message().asString();
    Integer protocol = received(event);
    if (protocol != null) {
      told.add(protocol);
    }
    Frame.Traced traced = new Frame.Traced(event, after, protocol);
    if (after != null && after.isReading()) {
      readings.held(traced, frame.function);
    } else if (after != null && after.given().isFloatingPointNumber()) {
      readings.heldEqual(traced, after.given().doubleValue());
    }
    insert(line.thread(), traced);
  }

  private void done(String thread, Recording.Deed deed) {
    switch (deed) {
      case Recording.Deed.Starts(Thread other) -> starts(thread, recording.nameOf(other));
      case Recording.Deed.Joins(Thread other) -> {
        if (running.remove(recording.nameOf(other))) {
          insert(thread, new Frame.Join(recording.nameOf(other), true));
        }
      }
      case Recording.Deed.Gives(Signal signal) -> insert(thread, new Frame.Give(signal));
      case Recording.Deed.Blocks(int on, Duration time) ->
          insert(thread, new Frame.Block(on, time));
      case Recording.Deed.LooksFor(Path file) -> insert(thread, new Frame.Look(file.toString()));
      case Recording.Deed.Takes(Signal signal, Optional<Duration> limit) ->
          insert(thread, new Frame.Take(signal, limit));
    }
  }

  /** A thread that says and does nothing is of no interest. */
  private void starts(String thread, String other) {
    if (!other.isEmpty()) {
      thread(other);
      running.add(other);
      insert(thread, new Frame.Start(other));
    }
  }

  private void answered(Recording.Line line, boolean kit) {
    Object asked = open(line.thread()).poll();
    if (kit && asked instanceof Frame frame) {
      frame.answer = line.message();
    } else if (!kit && asked instanceof Frame.Call call) {
      call.answer = line.message();
      if (call.isReading()) {
        readings.add(call);
      }
    } else {
      throw new NoProgramException("an answer was recorded that nothing has asked for");
    }
  }

  private Frame innermost(String thread) {
    for (Object entry : open(thread)) {
      if (entry instanceof Frame frame) {
        return frame;
      }
    }
    return thread(thread);
  }

  /** Adds to the innermost code that runs in a thread, before the call that it is waiting for. */
  private void insert(String thread, Frame.Item item) {
    Object waitsFor = open(thread).peek();
    List<Frame.Item> items = innermost(thread).items;
    boolean waiting = !items.isEmpty() && items.getLast() == waitsFor;
    items.add(waiting ? items.size() - 1 : items.size(), item);
  }
}
