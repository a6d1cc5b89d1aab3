package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.INVOKE;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.ON;
import static io.asynciotck.tck.bridge.WireWords.RAISE;

import io.asynciotck.tck.harness.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One run of code that belongs to the test: a callback, a step of a coroutine, or what a thread
 * does.
 */
final class Frame {

  /** Something that the code did. */
  sealed interface Item permits Call, Await, Traced, Start, Join, Give, Take, Block, Look {}

  /** A call of something in Python; without an answer if it did not return. */
  static final class Call implements Item {
    final JsonNode request;
    @Nullable JsonNode answer;

    /** The reading of a loop's clock from which a time among the arguments was reckoned. */
    @Nullable Call reading;

    Call(JsonNode request) {
      this.request = request;
    }

    String name() {
      return request.path(NAME).asString("");
    }

    /** Whether the kit asks the agent itself, rather than an object of the test. */
    boolean isOfHarness() {
      return request.path(ON).asInt(-1) == 0;
    }

    /** Whether a loop's clock was read. */
    boolean isReading() {
      return !isOfHarness()
          && name().equals("time")
          && answer != null
          && answer.path(OK).isNumber();
    }

    /** What it gave; a missing node if it did not. */
    JsonNode given() {
      return answer == null ? JsonNodeFactory.instance.missingNode() : answer.path(OK);
    }

    double read() {
      return answer == null ? 0 : answer.path(OK).doubleValue();
    }
  }

  /**
   * A rest of a coroutine.
   *
   * @param word {@code await} or {@code suspend}
   * @param next the step by which it went on, or null
   */
  record Await(String word, JsonNode on, @Nullable Frame next) implements Item {}

  /**
   * An event that the test has traced.
   *
   * @param after the call before it, if what the test made of it may be what it traced
   * @param received the number of the protocol of which it tells what that has received, or null
   */
  record Traced(String event, @Nullable Call after, @Nullable Integer received) implements Item {}

  /** Another thread begins. */
  record Start(String thread) implements Item {}

  /**
   * Another thread has ended.
   *
   * @param ended whether it is known to have; else it was last seen in a call
   */
  record Join(String thread, boolean ended) implements Item {}

  /** Another thread is given a signal. */
  record Give(Signal signal) implements Item {}

  /** A signal of another thread is waited for. */
  record Take(Signal signal, Optional<Duration> limit) implements Item {}

  /**
   * Time passes, and the loop gets no turn.
   *
   * @param on the number of the loop by whose clock it does
   */
  record Block(int on, Duration time) implements Item {}

  /** Somebody looks whether there is a file. */
  record Look(String file) implements Item {}

  /** What asked for it: {@code call}, {@code send}, {@code throw}, {@code close}; else empty. */
  final String word;

  /** The name of the method that was called, if it is one of a protocol; else empty. */
  final String method;

  final List<JsonNode> arguments = new ArrayList<>();
  final List<Item> items = new ArrayList<>();
  @Nullable JsonNode answer;

  /** The number of the test's function that ran; null for a thread. */
  @Nullable Integer function;

  Frame(JsonNode request) {
    word = request.path(DO).asString("");
    method = word.equals(INVOKE) ? request.path(NAME).asString("") : "";
    request.path(ARGS).forEach(arguments::add);
  }

  /** A run that does one thing and returns. */
  static Frame of(Item item) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Frame frame = new Frame(json.objectNode());
    frame.items.add(item);
    frame.answer = json.objectNode().set(OK, json.nullNode());
    return frame;
  }

  /** What it returned, or null. */
  @Nullable JsonNode returned() {
    return answer == null ? null : answer.get(OK);
  }

  /** What it raised, or null. */
  @Nullable JsonNode raised() {
    return answer == null ? null : answer.get(RAISE);
  }
}
