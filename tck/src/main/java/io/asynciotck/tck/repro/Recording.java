package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.ON;
import static io.asynciotck.tck.bridge.WireWords.RAISE;
import static io.asynciotck.tck.bridge.WireWords.RETURN;
import static io.asynciotck.tck.bridge.WireWords.SEND;
import static io.asynciotck.tck.bridge.WireWords.THROW;

import io.asynciotck.tck.bridge.CallRecorder;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What was said and traced in the last test, from its first call to the end of its body. */
public final class Recording implements CallRecorder {

  /** More than this is no program that anybody reads. */
  static final int LIMIT = 4000;

  /** How many lines are kept: a test that does the same again and again has a short program. */
  private static final int MOST = 40_000;

  /** How the names of threads begin that have done something before they said anything. */
  private static final String UNHEARD = Script.OTHER_THREAD + " ";

  /** What the test does with another thread. */
  sealed interface Deed {
    /** It starts one. */
    record Starts(Thread thread) implements Deed {}

    /** It waits for the end of one. */
    record Joins(Thread thread) implements Deed {}

    /** It gives a signal. */
    record Gives(Signal signal) implements Deed {}

    /** It lets time pass, by the clock of a loop. */
    record Blocks(int on, Duration time) implements Deed {}

    /** It looks whether there is a file. */
    record LooksFor(Path file) implements Deed {}

    /** It waits for a signal. */
    record Takes(Signal signal, Optional<Duration> limit) implements Deed {}
  }

  /**
   * Something that was said.
   *
   * @param thread whose thread it was: the name of a channel, or what stands for one
   * @param speaker who said it; null for what was not said but done: the test has traced an event,
   *     or deals with another thread
   */
  record Line(String thread, @Nullable Speaker speaker, JsonNode message, @Nullable Deed deed) {

    boolean isEvent() {
      return speaker == null && deed == null;
    }
  }

  /** A test, as it was recorded. */
  public static final class Taken {

    /** No test. */
    public static final Taken NOTHING =
        new Taken(List.of(), Map.of(), Map.of(), Map.of(), false, false);

    private final List<Line> lines;
    private final Map<Thread, String> threads;
    private final Map<Integer, Object> foretold;
    private final Map<String, String> environment;
    private final boolean ended;
    private final boolean tooLong;

    private Taken(
        List<Line> lines,
        Map<Thread, String> threads,
        Map<Integer, Object> foretold,
        Map<String, String> environment,
        boolean ended,
        boolean tooLong) {
      this.environment = environment;
      this.ended = ended;
      this.lines = lines;
      this.threads = threads;
      this.foretold = foretold;
      this.tooLong = tooLong;
    }

    /**
     * Returns what was said.
     *
     * @throws NoProgramException if that is nothing
     */
    List<Line> lines() {
      if (lines.isEmpty()) {
        throw new NoProgramException("nothing was recorded");
      }
      return lines;
    }

    /** Returns the environment variables that were set for the test, with their values. */
    Map<String, String> environment() {
      return environment;
    }

    /** Returns whether the test has come to its end, with an answer to all that it has asked. */
    boolean hasEnded() {
      return ended
          && lines.reversed().stream()
              .filter(line -> line.speaker() != null && line.thread().equals(Script.MAIN))
              .findFirst()
              .filter(line -> line.speaker() == Speaker.AGENT && !line.message().has(DO))
              .isPresent();
    }

    /** Returns whether the test has done more than anybody reads who does not find it repeated. */
    boolean isTooLong() {
      return tooLong;
    }

    /** Returns whether the test had a clock of its own. */
    boolean isVirtual() {
      return !lines.isEmpty() && lines.getFirst().message().path(ARGS).path(0).asBoolean(false);
    }

    /** Returns whether the test has said how coarse its clock is: by no other can it be shown. */
    boolean setsClock() {
      return asksAgent("set_resolution").findAny().isPresent();
    }

    /** Returns the calls of this method of the agent itself. */
    Stream<JsonNode> asksAgent(String method) {
      return lines.stream()
          .map(Line::message)
          .filter(message -> Recording.asksAgent(message, method));
    }

    /** Returns the name of another of the test's threads; empty if it has said and done nothing. */
    String nameOf(Thread thread) {
      return threads.getOrDefault(thread, "");
    }

    /** Returns what a callback of the test's does whenever it is called, if that is known. */
    Optional<Frame.Item> foretold(int number) {
      return switch (foretold.get(number)) {
        case Trace.Mark mark -> Optional.of(new Frame.Traced(mark.event(), null, null));
        case Signal.Giver giver -> Optional.of(new Frame.Give(giver.signal()));
        case null, default -> Optional.empty();
      };
    }

    /** Returns the test's exceptions. */
    Stream<Throwable> thrown() {
      return foretold.values().stream()
          .filter(Throwable.class::isInstance)
          .map(Throwable.class::cast);
    }

    /** Returns the test's exception with this number. */
    Optional<Throwable> thrown(int number) {
      return foretold.get(number) instanceof Throwable thrown
          ? Optional.of(thrown)
          : Optional.empty();
    }

    /** Returns the last answer to a call that the test has made in its own thread. */
    Optional<JsonNode> lastAnswer() {
      return lines.reversed().stream()
          .filter(line -> line.speaker() == Speaker.AGENT && line.thread().equals(Script.MAIN))
          .findFirst()
          .map(Line::message);
    }

    /**
     * Returns the first member that said that it is not there, or keyword that a member did not
     * take, as {@code create_task(context)}: whether or not the test has caught that, and whether
     * it was the test that has asked for it, or the library.
     */
    Optional<String> missing() {
      return new Raises(lines).missing();
    }

    /** Returns whether a loop is in a run that has not ended, and had run before. */
    boolean wasInLaterRun() {
      return new Runs(lines).wasInLaterOne();
    }

    /** Returns what the last exception was that a trace tells by this name, with its stack. */
    Optional<String> raised(String traced) {
      return new Raises(lines).told(traced);
    }

    /**
     * Returns the test up to the first event that makes its trace one of none of these, as if it
     * had ended there; the whole test if there is no such event, or if other threads have said or
     * done something by then.
     *
     * @param allowed traces, as text
     */
    Taken upToDifference(List<String> allowed) {
      StringBuilder trace = new StringBuilder();
      for (int i = 0; i < lines.size(); i++) {
        Line line = lines.get(i);
        if (!line.thread().equals(Script.MAIN)) {
          return this;
        }
        if (line.isEvent()) {
          trace.append(trace.isEmpty() ? "" : ", ").append(line.message().asString());
          if (allowed.stream().noneMatch(text -> (text + ", ").startsWith(trace + ", "))) {
            return upTo(i + 1);
          }
        }
      }
      return this;
    }

    /** The first lines, and an answer to all that was asked in them and had none. */
    private Taken upTo(int count) {
      List<Line> first = new ArrayList<>(lines.subList(0, count));
      Deque<Line> open = new ArrayDeque<>();
      first.stream()
          .filter(line -> line.speaker() != null)
          .forEach(line -> {
            if (line.message().has(DO)) {
              open.push(line);
            } else {
              open.poll();
            }
          });
      open.forEach(asked -> first.add(answerOfNothing(asked)));
      return new Taken(first, threads, foretold, environment, true, tooLong);
    }

    private static Line answerOfNothing(Line asked) {
      JsonNodeFactory json = JsonNodeFactory.instance;
      String how = asked.message().path(DO).asString("");
      JsonNode nothing =
          how.equals(SEND) || how.equals(THROW)
              ? json.arrayNode().add(RETURN).addNull()
              : json.nullNode();
      Speaker other = asked.speaker() == Speaker.KIT ? Speaker.AGENT : Speaker.KIT;
      return new Line(asked.thread(), other, json.objectNode().set(OK, nothing), null);
    }

    /** Returns what the test has traced, in order. */
    List<String> events() {
      return lines.stream().filter(Line::isEvent).map(line -> line.message().asString()).toList();
    }
  }

  private final List<Line> lines = new ArrayList<>();

  /** The names of the test's threads. */
  private final Map<Thread, String> threads = new HashMap<>();

  /** The names of threads that had one before they had a channel, by the channel. */
  private final Map<String, String> renamed = new HashMap<>();

  /** Callbacks that tell what they do, by their numbers. */
  private final Map<Integer, Object> foretold = new HashMap<>();

  /** The threads in which time passes; how long, until the clock has been read once. */
  private final Map<String, Duration> blocking = new HashMap<>();

  private Map<String, String> environment = Map.of();
  private boolean ended;
  private boolean tooLong;

  @Override
  public synchronized void begins(Map<String, String> variables) {
    environment = Map.copyOf(variables);
  }

  @Override
  public synchronized void heard(String channel, Speaker speaker, JsonNode message) {
    if (speaker == Speaker.KIT && asksAgent(message, "module")) {
      lines.clear();
      threads.clear();
      renamed.clear();
      foretold.clear();
      blocking.clear();
      ended = false;
      tooLong = false;
    }
    if (speaker == Speaker.KIT && message.has(DO)) {
      String earlier = threads.putIfAbsent(Thread.currentThread(), channel);
      if (earlier != null && earlier.startsWith(UNHEARD)) {
        renamed.put(channel, earlier);
      }
    }
    if (isBlocking(nameOf(channel), speaker, message)) {
      return;
    }
    if (message.has(DO) || message.has(OK) || message.has(RAISE)) {
      add(new Line(nameOf(channel), speaker, message, null));
    }
  }

  /** Whether this is said because time has to pass; that it does is one thing to be recorded. */
  private boolean isBlocking(String thread, Speaker speaker, JsonNode message) {
    Duration time = blocking.get(thread);
    boolean asks = message.path(NAME).asString("").equals("time");
    if (time == null || (speaker == Speaker.KIT && !asks) || message.has(RAISE)) {
      return false;
    }
    if (!time.isZero()) {
      blocking.put(thread, Duration.ZERO);
      Deed deed = new Deed.Blocks(message.path(ON).asInt(), time);
      add(new Line(thread, null, JsonNodeFactory.instance.nullNode(), deed));
    }
    return true;
  }

  @Override
  public synchronized void blocks(String channel, Duration time) {
    blocking.put(nameOf(channel), time);
  }

  @Override
  public synchronized void blocked(String channel) {
    blocking.remove(nameOf(channel));
  }

  /** Whether a message is a call of this method of the agent itself. */
  private static boolean asksAgent(JsonNode message, String method) {
    return message.path(ON).asInt(-1) == 0 && message.path(NAME).asString("").equals(method);
  }

  /** The name of the thread that uses a channel, or is about to get one. */
  private String nameOf(String channel) {
    return channel.isEmpty()
        ? threads.computeIfAbsent(Thread.currentThread(), _ -> UNHEARD + threads.size())
        : renamed.getOrDefault(channel, channel);
  }

  @Override
  public synchronized void traced(String channel, String event) {
    add(new Line(nameOf(channel), null, JsonNodeFactory.instance.stringNode(event), null));
  }

  private void done(String channel, Deed deed) {
    add(new Line(nameOf(channel), null, JsonNodeFactory.instance.nullNode(), deed));
  }

  @Override
  public synchronized void starts(String channel, Thread thread) {
    done(channel, new Deed.Starts(thread));
  }

  @Override
  public synchronized void looksFor(String channel, Path file) {
    done(channel, new Deed.LooksFor(file));
  }

  @Override
  public synchronized void waitsFor(String channel, Thread thread) {
    done(channel, new Deed.Joins(thread));
  }

  @Override
  public synchronized void gives(String channel, Signal signal) {
    done(channel, new Deed.Gives(signal));
  }

  @Override
  public synchronized void waitsFor(String channel, Signal signal, Optional<Duration> limit) {
    done(channel, new Deed.Takes(signal, limit));
  }

  @Override
  public synchronized void numbered(int number, Object object) {
    if (object instanceof Trace.Mark
        || object instanceof Signal.Giver
        || object instanceof Throwable) {
      foretold.put(number, object);
    }
  }

  @Override
  public synchronized void bodyEnded() {
    ended = true;
  }

  private void add(Line line) {
    if (ended) {
      return;
    }
    tooLong |= lines.size() >= LIMIT;
    if (lines.size() < MOST) {
      lines.add(line);
      dropReadingInBetween();
    }
  }

  /**
   * Code that reads a clock again and again lets time pass: the first and the last reading show it.
   */
  private void dropReadingInBetween() {
    int size = lines.size();
    if (size < 6 || !isReading(size - 2) || !isReading(size - 4) || !isReading(size - 6)) {
      return;
    }
    lines.subList(size - 4, size - 2).clear();
  }

  /** Whether a clock is read in a line, and the answer is the next one. */
  private boolean isReading(int place) {
    Line line = lines.get(place);
    Line next = lines.get(place + 1);
    return line.speaker() == Speaker.KIT
        && line.message().path(NAME).asString("").equals("time")
        && next.speaker() == Speaker.AGENT
        && next.message().has(OK)
        && line.thread().equals(next.thread());
  }

  /** Returns what was recorded of the test until now. */
  public synchronized Taken take() {
    return new Taken(
        List.copyOf(lines), Map.copyOf(threads), Map.copyOf(foretold), environment, ended, tooLong);
  }
}
