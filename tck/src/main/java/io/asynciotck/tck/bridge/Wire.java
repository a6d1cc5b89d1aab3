package io.asynciotck.tck.bridge;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AwaitableObject;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineFunction;
import io.asynciotck.api.KeywordCallback;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Step;
import io.asynciotck.api.TaskConstructor;
import io.asynciotck.api.TaskFactory;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Separators;
import io.asynciotck.tck.harness.ForeignTrace;
import io.asynciotck.tck.harness.HarnessError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns values into JSON and back, as PROTOCOL.md says. */
final class Wire {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Agent agent;
  private final Remotes remotes;
  private final Exports exports;

  Wire(Agent agent, Remotes remotes, Exports exports) {
    this.agent = agent;
    this.remotes = remotes;
    this.exports = exports;
  }

  /** The request that makes an API call on an object of the agent's. */
  ObjectNode request(int on, PythonCall call, @Nullable Object[] arguments) {
    ObjectNode request = JSON.objectNode();
    request.put("do", call.verb().word).put("on", on);
    if (call.verb() != PythonCall.Verb.APPLY) {
      request.put("name", call.name());
    }
    ArrayNode positional = request.putArray("args");
    for (int i = 0; i < arguments.length; i++) {
      PythonCall.Argument argument = call.arguments().get(i);
      if (call.spreadsLast() && i == arguments.length - 1) {
        for (Object item : (Object[]) Objects.requireNonNull(arguments[i])) {
          positional.add(encode(item, argument.type()));
        }
      } else if (argument.keyword().isPresent()) {
        ObjectNode keywords = request.withObject("kwargs");
        argument
            .keywordsOf(arguments[i])
            .forEach((keyword, value) -> keywords.set(keyword, encode(value, argument.type())));
      } else {
        positional.add(encode(arguments[i], argument.type()));
      }
    }
    return request;
  }

  JsonNode encode(@Nullable Object value, ValueType type) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Boolean flag -> JSON.booleanNode(flag);
      case String text -> JSON.stringNode(text);
      case Integer number -> JSON.numberNode(number);
      case Long number when type.shape() == ValueType.Shape.INTEGRAL -> JSON.numberNode(number);
      case Double number -> encodeFloat(number);
      case byte[] bytes ->
          JSON.objectNode().put("bytes", Base64.getEncoder().encodeToString(bytes));
      case Address(String host, int port) ->
          JSON.objectNode().set("tuple", JSON.arrayNode().add(host).add(port));
      case Path path when type.raw() == Path.class ->
          JSON.objectNode().put("path", path.toString());
      case Separators(List<byte[]> any) ->
          JSON.objectNode().set("tuple", encodeAll(any, ValueType.of(byte[].class)));
      case Duration duration when type.shape() == ValueType.Shape.DURATION ->
          JSON.numberNode(secondsOf(duration));
      case LoopTime time when type.shape() == ValueType.Shape.LOOP_TIME ->
          JSON.numberNode(BigDecimal.valueOf(time.nanos(), 9).doubleValue());
      case Collection<?> items when type.shape() == ValueType.Shape.LIST ->
          encodeAll(items, type.element());
      case Collection<?> items when type.shape() == ValueType.Shape.SET ->
          JSON.objectNode().set("set", encodeAll(items, type.element()));
      case Iterator<?> items when type.shape() == ValueType.Shape.GENERATOR ->
          JSON.objectNode().set("generator", encodeAll(remaining(items), type.element()));
      case Map<?, ?> map when type.shape() == ValueType.Shape.MAP -> encodeMap(map, type.element());
      case Throwable exception -> encodeException(exception);
      default -> encodeObject(value, type);
    };
  }

  private ArrayNode encodeAll(Collection<?> items, ValueType type) {
    ArrayNode array = JSON.arrayNode();
    items.forEach(item -> array.add(encode(item, type)));
    return array;
  }

  private static Collection<?> remaining(Iterator<?> items) {
    List<@Nullable Object> remaining = new ArrayList<>();
    items.forEachRemaining(remaining::add);
    return remaining;
  }

  private JsonNode encodeMap(Map<?, ?> map, ValueType type) {
    ObjectNode members = JSON.objectNode();
    map.forEach((key, value) -> members.set(String.valueOf(key), encode(value, type)));
    return JSON.objectNode().set("map", members);
  }

  private static JsonNode encodeFloat(double number) {
    return Double.isFinite(number)
        ? JSON.numberNode(number)
        : JSON.objectNode().put("float", Double.toString(number));
  }

  private JsonNode encodeObject(Object value, ValueType type) {
    ProxyHandler handler = ProxyHandler.of(value);
    if (handler != null && handler.belongsTo(agent)) {
      return JSON.objectNode().put("agent", handler.number());
    }
    if (value instanceof BodyCoroutine<?> body) {
      body.exported();
    }
    Exports.Export export = exports.send(value);
    agent.numbered(export.number, value);
    if (ApiTypes.isProtocol(value)) {
      ObjectNode node =
          JSON.objectNode()
              .put("kit", export.number)
              .put("kind", "protocol")
              .put("of", ApiTypes.pythonProtocolOf(value));
      ArrayNode methods = node.putArray("methods");
      ApiTypes.ownMethods(value).forEach(methods::add);
      return node;
    }
    String kind =
        switch (type.shape()) {
          case EXECUTOR -> value instanceof ThreadPoolExecutor ? "thread_pool" : "executor";
          case FUNCTION -> {
            export.isFunction(type);
            yield switch (value) {
              case TaskFactory _ -> "task_factory";
              case TaskConstructor _ -> "task_constructor";
              case KeywordCallback _ -> "keyword_function";
              default -> "function";
            };
          }
          default ->
              switch (value) {
                case Coroutine<?> _ -> "coroutine";
                case AwaitableObject<?> _ -> "awaitable";
                case CoroutineFunction<?> _ -> "coroutine_function";
                default -> "object";
              };
        };
    ObjectNode reference = JSON.objectNode().put("kit", export.number).put("kind", kind);
    return export.same == export.number ? reference : reference.put("same", export.same);
  }

  JsonNode encodeException(Throwable exception) {
    Integer number = remotes.numberOf(exception);
    if (number != null) {
      return JSON.objectNode().put("agent", number);
    }
    int own = exports.send(exception).number;
    agent.numbered(own, exception);
    ObjectNode reference =
        JSON.objectNode()
            .put("kit", own)
            .put("kind", "exception")
            .put("type", Exceptions.toPython(exception).orElse(null))
            .put("base", exception instanceof Exception ? "Exception" : "BaseException")
            .put("message", exception.getMessage());
    Throwable cause = exception.getCause();
    return cause == null || cause == exception || exception instanceof HarnessError
        ? reference
        : reference.set("cause", encodeException(cause));
  }

  @Nullable Object decode(JsonNode node, ValueType type) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> null;
      case BOOLEAN -> node.booleanValue();
      case STRING -> node.stringValue();
      case NUMBER -> decodeNumber(node, type);
      case ARRAY -> decodeArray(node, type);
      case OBJECT -> decodeObject(node, type);
      default -> throw notAValue(node);
    };
  }

  private static Object decodeNumber(JsonNode node, ValueType type) {
    return switch (type.shape()) {
      case DURATION -> Duration.ofNanos(nanosOf(node.decimalValue()));
      case LOOP_TIME -> new LoopTime(nanosOf(new BigDecimal(node.doubleValue())));
      case FLOATING -> node.doubleValue();
      case INTEGRAL -> type.raw() == long.class ? (Object) node.longValue() : node.numberValue();
      default -> node.numberValue();
    };
  }

  private Object decodeArray(JsonNode node, ValueType type) {
    return switch (type.shape()) {
      case STEP -> decodeStep(node);
      case ADDRESS -> new Address(node.path(0).asString(), node.path(1).asInt());
      default -> decodeAll(node, type);
    };
  }

  private List<@Nullable Object> decodeAll(JsonNode node, ValueType type) {
    List<@Nullable Object> items = new ArrayList<>(node.size());
    node.forEach(item -> items.add(decode(item, type.element())));
    return Collections.unmodifiableList(items);
  }

  private Step<?> decodeStep(JsonNode node) {
    Object value = decode(node.path(1), ValueType.ANYTHING);
    return switch (node.path(0).asString("")) {
      case "return" -> new Step.Returned<>(value);
      case "suspend" -> new Step.Suspended<>((AsyncFuture<?>) value);
      default -> throw notAValue(node);
    };
  }

  private @Nullable Object decodeObject(JsonNode node, ValueType type) {
    if (node.has("kit")) {
      return exports.get(node.get("kit").asInt()).target;
    }
    if (node.has("exception")) {
      return decodeException(node);
    }
    if (node.has("agent")) {
      return decodeProxy(node, type);
    }
    if (node.has("set")) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(decodeAll(node.get("set"), type)));
    }
    if (node.has("map")) {
      return members(node.get("map"), type.element());
    }
    if (node.has("bytes")) {
      return Base64.getDecoder().decode(node.get("bytes").asString());
    }
    if (node.has("float")) {
      return switch (node.get("float").asString()) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.NaN;
      };
    }
    throw notAValue(node);
  }

  private Map<String, @Nullable Object> members(JsonNode node, ValueType type) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), decode(entry.getValue(), type)));
    return Collections.unmodifiableMap(map);
  }

  /** The exception that a message carries, the same object whenever it is the same in the agent. */
  Throwable decodeException(JsonNode node) {
    if (node.has("kit")) {
      return exports.get(node.get("kit").asInt()).target instanceof Throwable own
          ? own
          : failWith(notAValue(node));
    }
    if (!node.path("agent").isInt() || !node.path("exception").isArray()) {
      throw notAValue(node);
    }
    return remotes.exception(node.get("agent").asInt(), () -> newException(node));
  }

  private Throwable newException(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.get("exception").forEach(name -> names.add(name.asString()));
    Throwable exception =
        Exceptions.fromPython(
            names,
            node.path("message").asString(null),
            members(node.path("carries"), ValueType.ANYTHING));
    exception.addSuppressed(foreignTrace(node, names));
    if (node.has("cause")) {
      exception.initCause(decodeException(node.get("cause")));
    }
    return exception;
  }

  private static ForeignTrace foreignTrace(JsonNode node, List<String> names) {
    List<String> where = new ArrayList<>();
    node.path("where").forEach(place -> where.add(place.asString()));
    String type = names.isEmpty() ? "BaseException" : names.getFirst();
    return new ForeignTrace(type, node.path("message").asString(""), where);
  }

  private Object decodeProxy(JsonNode node, ValueType type) {
    int number = node.get("agent").asInt();
    String kind = node.path("kind").asString("object");
    return remotes.proxy(
        number, type.raw(), () -> ProxyHandler.newProxy(agent, number, kind, type.raw()));
  }

  /** Seconds as Python has them. */
  private static double secondsOf(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .add(BigDecimal.valueOf(duration.getNano(), 9))
        .doubleValue();
  }

  /** The nearest nanosecond; a float of CPython's clock comes from one, and gives it back. */
  private static long nanosOf(BigDecimal seconds) {
    BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN);
    return nanos
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .longValue();
  }

  private static AgentProtocolError notAValue(JsonNode node) {
    return new AgentProtocolError("The agent sent what is not a value: " + Messages.shorten(node));
  }

  private static Throwable failWith(Error error) {
    throw error;
  }
}
