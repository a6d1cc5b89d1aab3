package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.AGENT;
import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.AWAIT;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.ID;
import static io.asynciotck.tck.bridge.WireWords.KIND;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.ON;

import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Which calls of a test have made what it awaits. */
final class Makers {
  private static final Set<String> AWAITED = Set.of("Coroutine", "Task", "Future");

  private final List<Recording.Line> lines;
  private final Map<Integer, JsonNode> requests = new HashMap<>();
  private final Map<Integer, JsonNode> calls = new HashMap<>();

  Makers(List<Recording.Line> lines) {
    this.lines = lines;
    for (Recording.Line line : lines) {
      JsonNode message = line.message();
      if (line.speaker() == Speaker.KIT && message.has(DO)) {
        requests.put(message.path(ID).asInt(-1), message);
      } else if (line.speaker() == Speaker.AGENT && isAwaited(message.path(OK))) {
        calls.putIfAbsent(
            message.path(OK).path(AGENT).asInt(-1), requests.get(message.path(ID).asInt(-1)));
      }
    }
  }

  /** What the member is called that has made the coroutine from which this was raised. */
  Optional<String> of(JsonNode raised) {
    JsonNode awaited = MissingNode.getInstance();
    for (Recording.Line line : lines) {
      JsonNode message = line.message();
      if (line.speaker() == Speaker.KIT && message.path(OK).path(0).asString("").equals(AWAIT)) {
        awaited = message.path(OK).path(1);
      } else if (message.path(ARGS).path(0) == raised) {
        return maker(awaited);
      } else if (line.speaker() == Speaker.AGENT
          && message.valueStream().anyMatch(part -> part == raised)) {
        return Optional.ofNullable(requests.get(message.path(ID).asInt(-1))).flatMap(this::member);
      }
    }
    return Optional.empty();
  }

  /** What was called to make the first awaitable that a call is about; else the call itself. */
  private Optional<String> member(JsonNode call) {
    return Stream.concat(Stream.of(call.path(ON)), call.path(ARGS).valueStream())
        .flatMap(object -> maker(object).stream())
        .findFirst()
        .or(() -> Optional.of(call.path(NAME).asString("")));
  }

  private Optional<String> maker(JsonNode object) {
    int number = object.isInt() ? object.asInt() : object.path(AGENT).asInt(-1);
    return Optional.ofNullable(calls.get(number)).flatMap(this::member);
  }

  private static boolean isAwaited(JsonNode object) {
    return AWAITED.contains(object.path(KIND).asString(""));
  }
}
