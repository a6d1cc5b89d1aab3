package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.bridge.WireWords.AGENT;
import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.BASE;
import static io.asynciotck.tck.bridge.WireWords.BYTES;
import static io.asynciotck.tck.bridge.WireWords.CARRIES;
import static io.asynciotck.tck.bridge.WireWords.CAUSE;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.EXCEPTION;
import static io.asynciotck.tck.bridge.WireWords.FLOAT;
import static io.asynciotck.tck.bridge.WireWords.GENERATOR;
import static io.asynciotck.tck.bridge.WireWords.KIND;
import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.KWARGS;
import static io.asynciotck.tck.bridge.WireWords.MAP;
import static io.asynciotck.tck.bridge.WireWords.MESSAGE;
import static io.asynciotck.tck.bridge.WireWords.METHODS;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.OF;
import static io.asynciotck.tck.bridge.WireWords.ON;
import static io.asynciotck.tck.bridge.WireWords.PATH;
import static io.asynciotck.tck.bridge.WireWords.RETURN;
import static io.asynciotck.tck.bridge.WireWords.SAME;
import static io.asynciotck.tck.bridge.WireWords.SET;
import static io.asynciotck.tck.bridge.WireWords.SUSPEND;
import static io.asynciotck.tck.bridge.WireWords.TUPLE;
import static io.asynciotck.tck.bridge.WireWords.TYPE;
import static io.asynciotck.tck.bridge.WireWords.WHERE;

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
    request.put(DO, call.verb().word).put(ON, on);
    if (call.verb() != PythonCall.Verb.APPLY) {
      request.put(NAME, call.name());
    }
    ArrayNode positional = request.putArray(ARGS);
    for (int i = 0; i < arguments.length; i++) {
      PythonCall.Argument argument = call.arguments().get(i);
      if (call.spreadsLast() && i == arguments.length - 1) {
        for (Object item : (Object[]) Objects.requireNonNull(arguments[i])) {
          positional.add(encode(item, argument.type()));
        }
      } else if (argument.keyword().isPresent()) {
        ObjectNode keywords = request.withObject(KWARGS);
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
      case byte[] bytes -> JSON.objectNode().put(BYTES, Base64.getEncoder().encodeToString(bytes));
      case Address(String host, int port, boolean withScope) -> {
        ArrayNode parts = JSON.arrayNode().add(host).add(port);
        yield JSON.objectNode().set(TUPLE, withScope ? parts.add(0).add(0) : parts);
      }
      case Path path when type.raw() == Path.class -> JSON.objectNode().put(PATH, path.toString());
      case Separators(List<byte[]> any) ->
          JSON.objectNode().set(TUPLE, encodeAll(any, ValueType.of(byte[].class)));
      case Duration duration when type.shape() == ValueType.Shape.DURATION ->
          JSON.numberNode(secondsOf(duration));
      case LoopTime time when type.shape() == ValueType.Shape.LOOP_TIME ->
          JSON.numberNode(BigDecimal.valueOf(time.nanos(), 9).doubleValue());
      case Collection<?> items when type.shape() == ValueType.Shape.LIST ->
          encodeAll(items, type.element());
      case Collection<?> items when type.shape() == ValueType.Shape.SET ->
          JSON.objectNode().set(SET, encodeAll(items, type.element()));
      case Iterator<?> items when type.shape() == ValueType.Shape.GENERATOR ->
          JSON.objectNode().set(GENERATOR, encodeAll(remaining(items), type.element()));
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
    return JSON.objectNode().set(MAP, members);
  }

  private static JsonNode encodeFloat(double number) {
    return Double.isFinite(number)
        ? JSON.numberNode(number)
        : JSON.objectNode().put(FLOAT, Double.toString(number));
  }

  private JsonNode encodeObject(Object value, ValueType type) {
    ProxyHandler handler = ProxyHandler.of(value);
    if (handler != null && handler.belongsTo(agent)) {
      return JSON.objectNode().put(AGENT, handler.number());
    }
    if (value instanceof BodyCoroutine<?> body) {
      body.exported();
    }
    Exports.Export export = exports.send(value);
    agent.numbered(export.number, value);
    if (ApiTypes.isProtocol(value)) {
      return encodeProtocol(export);
    }
    if (type.shape() == ValueType.Shape.FUNCTION) {
      export.beFunction(type);
    }
    ObjectNode reference =
        JSON.objectNode().put(KIT, export.number).put(KIND, kindOf(value, type).word());
    return export.same == export.number ? reference : reference.put(SAME, export.same);
  }

  private static JsonNode encodeProtocol(Exports.Export export) {
    ObjectNode node =
        JSON.objectNode()
            .put(KIT, export.number)
            .put(KIND, KitKind.PROTOCOL.word())
            .put(OF, ApiTypes.pythonProtocolOf(export.target));
    ArrayNode methods = node.putArray(METHODS);
    ApiTypes.ownMethods(export.target).forEach(methods::add);
    return node;
  }

  /** What an object of the kit that is no protocol is for the agent. */
  private static KitKind kindOf(Object value, ValueType type) {
    return switch (type.shape()) {
      case EXECUTOR -> value instanceof ThreadPoolExecutor ? KitKind.THREAD_POOL : KitKind.EXECUTOR;
      case FUNCTION ->
          switch (value) {
            case TaskFactory _ -> KitKind.TASK_FACTORY;
            case TaskConstructor _ -> KitKind.TASK_CONSTRUCTOR;
            case KeywordCallback _ -> KitKind.KEYWORD_FUNCTION;
            default -> KitKind.FUNCTION;
          };
      default ->
          switch (value) {
            case Coroutine<?> _ -> KitKind.COROUTINE;
            case AwaitableObject<?> _ -> KitKind.AWAITABLE;
            case CoroutineFunction<?> _ -> KitKind.COROUTINE_FUNCTION;
            default -> KitKind.OBJECT;
          };
    };
  }

  JsonNode encodeException(Throwable exception) {
    Integer number = remotes.numberOf(exception);
    if (number != null) {
      return JSON.objectNode().put(AGENT, number);
    }
    int own = exports.send(exception).number;
    agent.numbered(own, exception);
    ObjectNode reference =
        JSON.objectNode()
            .put(KIT, own)
            .put(KIND, KitKind.EXCEPTION.word())
            .put(TYPE, Exceptions.toPython(exception).orElse(null))
            .put(BASE, exception instanceof Exception ? "Exception" : "BaseException")
            .put(MESSAGE, exception.getMessage());
    Throwable cause = exception.getCause();
    return cause == null || cause == exception || exception instanceof HarnessError
        ? reference
        : reference.set(CAUSE, encodeException(cause));
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
      case RETURN -> new Step.Returned<>(value);
      case SUSPEND -> new Step.Suspended<>((AsyncFuture<?>) value);
      default -> throw notAValue(node);
    };
  }

  private @Nullable Object decodeObject(JsonNode node, ValueType type) {
    if (node.has(KIT)) {
      return exports.get(node.get(KIT).asInt()).target;
    }
    if (node.has(EXCEPTION)) {
      return decodeException(node);
    }
    if (node.has(AGENT)) {
      return decodeProxy(node, type);
    }
    if (node.has(SET)) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(decodeAll(node.get(SET), type)));
    }
    if (node.has(MAP)) {
      return members(node.get(MAP), type.element());
    }
    if (node.has(BYTES)) {
      return Base64.getDecoder().decode(node.get(BYTES).asString());
    }
    if (node.has(FLOAT)) {
      return switch (node.get(FLOAT).asString()) {
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
    if (node.has(KIT)) {
      return exports.get(node.get(KIT).asInt()).target instanceof Throwable own
          ? own
          : failWith(notAValue(node));
    }
    if (!node.path(AGENT).isInt() || !node.path(EXCEPTION).isArray()) {
      throw notAValue(node);
    }
    return remotes.exception(node.get(AGENT).asInt(), () -> newException(node));
  }

  private Throwable newException(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.get(EXCEPTION).forEach(name -> names.add(name.asString()));
    Throwable exception =
        Exceptions.fromPython(
            names,
            node.path(MESSAGE).asString(null),
            members(node.path(CARRIES), ValueType.ANYTHING));
    exception.addSuppressed(foreignTrace(node, names));
    if (node.has(CAUSE)) {
      exception.initCause(decodeException(node.get(CAUSE)));
    }
    return exception;
  }

  private static ForeignTrace foreignTrace(JsonNode node, List<String> names) {
    List<String> where = new ArrayList<>();
    node.path(WHERE).forEach(place -> where.add(place.asString()));
    String type = names.isEmpty() ? "BaseException" : names.getFirst();
    return new ForeignTrace(type, node.path(MESSAGE).asString(""), where);
  }

  private Object decodeProxy(JsonNode node, ValueType type) {
    int number = node.get(AGENT).asInt();
    String kind = node.path(KIND).asString("object");
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
