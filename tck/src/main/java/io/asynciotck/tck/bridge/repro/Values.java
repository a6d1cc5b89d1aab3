package io.asynciotck.tck.bridge.repro;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values of the test's as Python expressions. */
final class Values {

  /** How much real time a second by the virtual clock becomes. */
  static final BigDecimal VIRTUAL_SECOND = new BigDecimal("0.01");

  private final Names names;
  private final Script script;
  private final boolean virtual;

  /** The classes and modules that the expressions until now need. */
  final Set<String> needed = new LinkedHashSet<>();

  /** What of the test's the expressions until now name. */
  final Set<Integer> named = new LinkedHashSet<>();

  Values(Names names, Script script, boolean virtual) {
    this.names = names;
    this.script = script;
    this.virtual = virtual;
  }

  /** A string literal. */
  static String text(String text) {
    return JsonNodeFactory.instance.stringNode(text).toString();
  }

  String seconds(double seconds) {
    BigDecimal exact = new BigDecimal(Double.toString(seconds));
    BigDecimal scaled = virtual ? exact.multiply(VIRTUAL_SECOND) : exact;
    String text = scaled.stripTrailingZeros().toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> "None";
      case BOOLEAN -> value.booleanValue() ? "True" : "False";
      case STRING -> text(value.stringValue());
      case NUMBER -> value.isIntegralNumber() ? value.toString() : seconds(value.doubleValue());
      case ARRAY -> all(value, "[", "]");
      default -> ofObject(value);
    };
  }

  private String all(JsonNode items, String left, String right) {
    StringJoiner text = new StringJoiner(", ", left, right);
    items.forEach(item -> text.add(of(item)));
    return text.toString();
  }

  private String ofObject(JsonNode value) {
    if (value.has("agent")) {
      return ofAgent(value.get("agent").asInt());
    }
    if (value.has("kit")) {
      return ofKit(value);
    }
    if (value.has("set")) {
      return value.get("set").isEmpty() ? "set()" : all(value.get("set"), "{", "}");
    }
    if (value.has("map")) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      value
          .get("map")
          .propertyStream()
          .forEach(entry -> text.add(text(entry.getKey()) + ": " + of(entry.getValue())));
      return text.toString();
    }
    return "float(" + text(value.path("float").asString("nan")) + ")";
  }

  String ofAgent(int number) {
    String name = names.ofAgent(number);
    if (name == null) {
      throw new NoProgramException("it uses an object that no call of the test has given it");
    }
    return name;
  }

  private String ofKit(JsonNode value) {
    int number = Names.numberOf(value);
    named.add(number);
    return switch (value.path("kind").asString("")) {
      case "function" -> function(number);
      case "coroutine" -> coroutine(number);
      case "exception" ->
          names.kitUses(number) == 1 ? exception(value) : names.ofKit(number, "boom");
      case "executor" -> throw new NoProgramException("the test brings an executor of its own");
      default -> script.runs(number).isEmpty() ? object(number) : function(number);
    };
  }

  String function(int number) {
    return names.ofKit(number, "callback");
  }

  String object(int number) {
    return names.ofKit(number, "value");
  }

  /** The name of the function that makes a coroutine. */
  String coroutineFunction(int number) {
    return names.ofKit(number, "coroutine");
  }

  private String coroutine(int number) {
    return names.kitUses(number) == 1 ? coroutineFunction(number) + "()" : coroutineObject(number);
  }

  String coroutineObject(int number) {
    return coroutineFunction(number) + "_object";
  }

  /** An expression that makes an exception of the test's. */
  String exception(JsonNode value) {
    String type = value.path("type").asString("");
    if (type.isEmpty()) {
      type = value.path("base").asString("").equals("Exception") ? "Boom" : "BoomError";
      needed.add(type);
    } else if (type.startsWith("concurrent")) {
      needed.add("concurrent.futures");
    }
    JsonNode message = value.path("message");
    return type.replace("builtins.", "")
        + (message.isString() && !message.stringValue().isEmpty()
            ? "(" + text(message.stringValue()) + ")"
            : "()");
  }
}
