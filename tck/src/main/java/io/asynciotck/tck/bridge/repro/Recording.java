package io.asynciotck.tck.bridge.repro;

import io.asynciotck.tck.bridge.CallRecorder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What was said and traced in the last test, from its first call to the end of its body. */
public final class Recording implements CallRecorder {

  /** More than this is no program that anybody reads. */
  static final int LIMIT = 4000;

  /**
   * Something that was said.
   *
   * @param speaker who said it; null for what was not said but done: the test has traced an event,
   *     or deals with another thread
   */
  record Line(
      String channel, @Nullable Speaker speaker, JsonNode message, @Nullable Thread thread) {

    Line(String channel, @Nullable Speaker speaker, JsonNode message) {
      this(channel, speaker, message, null);
    }

    /** What the test does with another thread. */
    Line(String channel, Thread thread, String word) {
      this(channel, null, JsonNodeFactory.instance.stringNode(word), thread);
    }

    boolean isEvent() {
      return speaker == null && thread == null;
    }
  }

  /** A test, as it was recorded. */
  public static final class Taken {

    /** No test. */
    public static final Taken NOTHING = new Taken(List.of(), Map.of(), false);

    private final List<Line> lines;
    private final Map<Thread, String> channels;
    private final boolean tooLong;

    private Taken(List<Line> lines, Map<Thread, String> channels, boolean tooLong) {
      this.lines = lines;
      this.channels = channels;
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

    /** Returns whether the test has done more than was recorded. */
    boolean isTooLong() {
      return tooLong;
    }

    /** Returns whether the test had a clock of its own. */
    boolean isVirtual() {
      return !lines.isEmpty() && lines.getFirst().message().path("args").path(0).asBoolean(false);
    }

    /** Returns the channel of another thread of the test's; empty if it has said nothing. */
    String channelOf(Thread thread) {
      return channels.getOrDefault(thread, "");
    }

    /** Returns what the test has traced, in order. */
    List<String> events() {
      return lines.stream().filter(Line::isEvent).map(line -> line.message().asString()).toList();
    }
  }

  /** What the words are for in the lines about other threads. */
  static final String STARTS = "starts";

  static final String WAITS_FOR = "waits for";

  private final List<Line> lines = new ArrayList<>();

  /** The channels of the test's other threads. */
  private final Map<Thread, String> channels = new HashMap<>();

  private boolean ended;
  private boolean tooLong;

  @Override
  public synchronized void heard(String channel, Speaker speaker, JsonNode message) {
    if (speaker == Speaker.KIT && begins(message)) {
      lines.clear();
      channels.clear();
      ended = false;
      tooLong = false;
    }
    if (speaker == Speaker.KIT && message.has("do")) {
      channels.putIfAbsent(Thread.currentThread(), channel);
    }
    if (message.has("do") || message.has("ok") || message.has("raise")) {
      add(new Line(channel, speaker, message));
    }
  }

  private static boolean begins(JsonNode message) {
    return message.path("on").asInt(-1) == 0 && message.path("name").asString("").equals("module");
  }

  @Override
  public synchronized void traced(String channel, String event) {
    add(new Line(channel, null, JsonNodeFactory.instance.stringNode(event)));
  }

  @Override
  public synchronized void starts(String channel, Thread thread) {
    add(new Line(channel, thread, STARTS));
  }

  @Override
  public synchronized void waitsFor(String channel, Thread thread) {
    add(new Line(channel, thread, WAITS_FOR));
  }

  @Override
  public synchronized void bodyEnded() {
    ended = true;
  }

  private void add(Line line) {
    if (!ended && lines.size() < LIMIT) {
      lines.add(line);
      dropReadingInBetween();
    } else if (!ended) {
      tooLong = true;
    }
  }

  /** Who reads a clock again and again lets time pass: the first and the last reading tell it. */
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
        && line.message().path("name").asString("").equals("time")
        && next.speaker() == Speaker.AGENT
        && next.message().has("ok")
        && line.channel().equals(next.channel());
  }

  /** Returns what was recorded of the test until now. */
  public synchronized Taken take() {
    return new Taken(List.copyOf(lines), Map.copyOf(channels), tooLong);
  }
}
