package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.KWARGS;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.TUPLE;

import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The ports that the system has given, which are others in the program. */
final class Addresses {

  /** What gives an address that the system has chosen. */
  private static final Set<String> GIVE = Set.of("getsockname", "getpeername");

  /** Smaller numbers are none that the system gives. */
  private static final int LEAST = 1024;

  /** Ports that something was told after they were given. */
  private final Set<Integer> used = new TreeSet<>();

  /** The name of the address with a port, once the program has it. */
  private final Map<Integer, String> namesOf = new LinkedHashMap<>();

  Addresses(List<Recording.Line> lines) {
    Map<String, JsonNode> asked = new HashMap<>();
    Set<Integer> given = new HashSet<>();
    for (Recording.Line line : lines) {
      if (line.speaker() == Speaker.KIT && line.message().has(DO)) {
        asked.put(line.thread(), line.message());
        line.message().path(ARGS).forEach(argument -> uses(argument, given));
        line.message().path(KWARGS).forEach(argument -> uses(argument, given));
      } else if (line.speaker() == Speaker.AGENT
          && gives(asked.get(line.thread()))
          && port(line.message().path(OK)) > LEAST) {
        given.add(port(line.message().path(OK)));
      }
    }
  }

  private void uses(JsonNode value, Set<Integer> given) {
    if (value.isInt() && given.contains(value.intValue())) {
      used.add(value.intValue());
    }
    value.forEach(item -> uses(item, given));
  }

  private static boolean gives(@Nullable JsonNode request) {
    return request != null && GIVE.contains(request.path(NAME).asString(""));
  }

  private static int port(JsonNode address) {
    JsonNode items = address.has(TUPLE) ? address.get(TUPLE) : address;
    return items.path(1).asInt(0);
  }

  /** The port that a call has given, if the program needs it and does not have it yet. */
  Optional<Integer> portGivenBy(Statement statement) {
    return Optional.ofNullable(statement.ok())
        .filter(_ -> GIVE.contains(statement.method()))
        .map(Addresses::port)
        .filter(port -> used.contains(port) && !namesOf.containsKey(port));
  }

  /** Says by which name the program knows the address with a port. */
  void name(int port, String name) {
    namesOf.put(port, name);
  }

  /** A port that the program knows, as an expression. */
  Optional<String> port(long number) {
    return Optional.ofNullable(namesOf.get((int) number)).map(name -> name + "[1]");
  }
}
