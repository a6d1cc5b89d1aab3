package io.asynciotck.tck.bridge.repro;

import io.asynciotck.tck.bridge.CallRecorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What was said and traced in the last test, from its first call to the end of its body. */
public final class Recording implements CallRecorder {

  /** More than this is no program that anybody reads. */
  private static final int LIMIT = 4000;

  /**
   * Something that was said.
   *
   * @param speaker who said it; null for an event that the test has traced
   */
  record Line(String channel, @Nullable Speaker speaker, JsonNode message) {}

  /** A test, as it was recorded. */
  public static final class Taken {

    /** No test. */
    public static final Taken NOTHING = new Taken(List.of(), false);

    private final List<Line> lines;
    private final boolean tooLong;

    private Taken(List<Line> lines, boolean tooLong) {
      this.lines = lines;
      this.tooLong = tooLong;
    }

    /**
     * Returns what was said.
     *
     * @throws NoProgramException if that is nothing, or too much
     */
    List<Line> lines() {
      if (lines.isEmpty()) {
        throw new NoProgramException("nothing was recorded");
      }
      if (tooLong) {
        throw new NoProgramException("the test makes more than " + LIMIT / 2 + " calls");
      }
      return lines;
    }

    /** Returns what the test has traced, in order. */
    List<String> events() {
      return lines.stream()
          .filter(line -> line.speaker() == null)
          .map(line -> line.message().asString())
          .toList();
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private boolean ended;
  private boolean tooLong;

  @Override
  public synchronized void heard(String channel, Speaker speaker, JsonNode message) {
    if (speaker == Speaker.KIT && begins(message)) {
      lines.clear();
      ended = false;
      tooLong = false;
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
  public synchronized void bodyEnded() {
    ended = true;
  }

  private void add(Line line) {
    if (!ended && lines.size() < LIMIT) {
      lines.add(line);
    } else if (!ended) {
      tooLong = true;
    }
  }

  /** Returns what was recorded of the test until now. */
  public synchronized Taken take() {
    return new Taken(List.copyOf(lines), tooLong);
  }
}
