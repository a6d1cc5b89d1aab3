package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.AGENT;
import static io.asynciotck.tck.bridge.WireWords.BASE;
import static io.asynciotck.tck.bridge.WireWords.BYTES;
import static io.asynciotck.tck.bridge.WireWords.EXCEPTION;
import static io.asynciotck.tck.bridge.WireWords.FLOAT;
import static io.asynciotck.tck.bridge.WireWords.GENERATOR;
import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.MAP;
import static io.asynciotck.tck.bridge.WireWords.MESSAGE;
import static io.asynciotck.tck.bridge.WireWords.OF;
import static io.asynciotck.tck.bridge.WireWords.PATH;
import static io.asynciotck.tck.bridge.WireWords.SET;
import static io.asynciotck.tck.bridge.WireWords.TUPLE;
import static io.asynciotck.tck.bridge.WireWords.TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.asynciotck.tck.bridge.ArgumentCountException;
import io.asynciotck.tck.bridge.KitKind;
import io.asynciotck.tck.harness.PatternPart;
import io.asynciotck.tck.harness.Signal;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values of the test's as Python expressions. */
final class Values {

  /** How much real time a second by the virtual clock becomes. */
  static final BigDecimal VIRTUAL_SECOND = new BigDecimal("0.01");

  /** What calls its callbacks, and does not look at what they return. */
  private static final Set<String> IGNORE_RESULTS =
      Set.of("call_soon", "call_soon_threadsafe", "call_later", "call_at", "add_done_callback");

  /** A folder or a file that a test has made for itself, and what is within it. */
  private static final Pattern OWN_PATH =
      Pattern.compile("(/.*?asyncio-tck[0-9]+(?:\\.bin)?)((?:/[^/]+)*)");

  private static final Set<String> RUN = Set.of("run_until_complete", "run");

  /** Longer lambdas are functions with a name. */
  private static final int SHORT = 60;

  /** This many functions, each inside another, are looked at to find out whether that is short. */
  private static final int DEEPEST = 50;

  /**
   * What a function does that the test has seen no call of: that there is one shows a difference.
   */
  static final String CALLED = "print(\"called\")";

  /** How the functions begin that executors hand work to. */
  private static final String EXECUTE = "execute";

  private final Names names;
  private final Script script;
  private final Needs needs;
  private final boolean virtual;
  private final boolean wordy;
  private final Bodies bodies;

  /** The functions that are being written as lambdas: such a one cannot name itself. */
  private final Set<Integer> within = new HashSet<>();

  private boolean seesTime;
  private boolean givesWholeSeconds;
  private boolean answersByTexts;

  /** What of the test's the expressions until now name. */
  private final Set<Integer> named = new LinkedHashSet<>();

  /** Writes what functions of the test's do. */
  @FunctionalInterface
  interface Bodies {
    /**
     * What a function does, if that is a single expression.
     *
     * @param isIgnored whether nobody looks at what the function returns
     */
    Optional<String> expression(int number, boolean isIgnored);
  }

  /**
   * Creates it.
   *
   * @param virtual whether the test has a clock of its own
   * @param wordy whether each function says that it is called, for which it needs a name
   * @param bodies what functions of the test's do
   */
  Values(Names names, Script script, Needs needs, boolean virtual, boolean wordy, Bodies bodies) {
    this.wordy = wordy;
    this.names = names;
    this.script = script;
    this.needs = needs;
    this.virtual = virtual;
    this.bodies = bodies;
  }

  /** What the expressions until now need. */
  Needs needs() {
    return needs;
  }

  /** What of the test's the expressions until now name, in the order in which they named it. */
  List<Integer> named() {
    return List.copyOf(named);
  }

  /** A string literal. */
  static String text(String text) {
    return JsonNodeFactory.instance.stringNode(text).toString();
  }

  /** Whether something that was raised comes from a test that could not go on. */
  boolean isMishap(JsonNode raised) {
    return raised.has(KIT)
        && script.thrown(raised.path(KIT).asInt()).filter(Values::isMishap).isPresent();
  }

  /** Whether a test, or something in a test, could not go on. */
  boolean hasMishap() {
    return script.thrown().anyMatch(Values::isMishap);
  }

  /** Exceptions of the JDK that no test raises on purpose: what it got was not what is promised. */
  private static boolean isMishap(Throwable thrown) {
    return thrown instanceof NullPointerException
        || thrown instanceof ClassCastException
        || thrown instanceof ArgumentCountException;
  }

  /** Whether what did not return may leave the program by what was raised in it. */
  boolean mayExit() {
    return script.asksToExit();
  }

  /** Whether a call without an answer is one that has not returned. */
  boolean isCut() {
    return script.isCut();
  }

  /** Whether an expression until now has a time. */
  boolean seesTime() {
    return seesTime;
  }

  /** From now on durations are as they are, without a point where they are whole seconds. */
  void giveWholeSeconds() {
    givesWholeSeconds = true;
  }

  /** From now on answers of yes or no are texts. */
  void answerByTexts() {
    answersByTexts = true;
  }

  /** What a function returns. */
  String returned(JsonNode value) {
    return answersByTexts && value.isBoolean()
        ? value.booleanValue() ? "\"yes\"" : "\"\""
        : of(value);
  }

  /** A duration, in real time. */
  String seconds(double seconds) {
    seesTime |= seconds != 0;
    BigDecimal exact = new BigDecimal(Double.toString(seconds));
    if (givesWholeSeconds) {
      return exact.stripTrailingZeros().toPlainString();
    }
    BigDecimal scaled = virtual ? exact.multiply(VIRTUAL_SECOND) : exact;
    String text = scaled.stripTrailingZeros().toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  String of(JsonNode value) {
    return of(value, "");
  }

  /**
   * A value that is given to a method.
   *
   * @param taker the name of the method: of what callbacks return, and of what a coroutine is for,
   *     it says more than they do
   */
  String of(JsonNode value, String taker) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> "None";
      case BOOLEAN -> value.booleanValue() ? "True" : "False";
      case STRING -> path(value.stringValue()).orElseGet(() -> text(value.stringValue()));
      case NUMBER -> value.isIntegralNumber() ? integer(value) : seconds(value.doubleValue());
      case ARRAY -> all(value, "[", "]", taker);
      default -> ofObject(value, taker);
    };
  }

  /** A path of the test's own, which the program makes for itself. */
  private Optional<String> path(String text) {
    Matcher own = OWN_PATH.matcher(text);
    if (!own.matches()) {
      return Optional.empty();
    }
    needs.add("tempfile");
    String within = own.group(2);
    return Optional.of(names.ofPath(own.group(1)) + (within.isEmpty() ? "" : " + " + text(within)));
  }

  private String integer(JsonNode value) {
    return names.addresses().port(value.longValue()).orElseGet(value::toString);
  }

  private String all(JsonNode items, String left, String right, String taker) {
    StringJoiner text = new StringJoiner(", ", left, right);
    items.forEach(item -> text.add(of(item, taker)));
    return text.toString();
  }

  private String ofObject(JsonNode value, String taker) {
    if (value.has(AGENT)) {
      return ofAgent(value.get(AGENT).asInt());
    }
    if (value.has(KIT)) {
      return ofKit(names.numberOf(value.path(KIT).asInt()), taker);
    }
    if (value.has(SET)) {
      return value.get(SET).isEmpty() ? "set()" : all(value.get(SET), "{", "}", taker);
    }
    if (value.has(GENERATOR)) {
      return "(each for each in " + all(value.get(GENERATOR), "[", "])", taker);
    }
    if (value.has(TUPLE)) {
      return all(value.get(TUPLE), "(", value.get(TUPLE).size() == 1 ? ",)" : ")", taker);
    }
    if (value.has(PATH)) {
      needs.add("pathlib");
      String path = value.get(PATH).asString();
      return "pathlib.Path(" + path(path).orElseGet(() -> text(path)) + ")";
    }
    if (value.has(BYTES)) {
      return path(decoded(value))
          .map(path -> "(" + path + ").encode()")
          .orElseGet(() -> bytes(Base64.getDecoder().decode(value.get(BYTES).asString())));
    }
    if (value.has(MAP)) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      value
          .get(MAP)
          .propertyStream()
          .forEach(entry -> text.add(text(entry.getKey()) + ": " + of(entry.getValue(), taker)));
      return text.toString();
    }
    return "float(" + text(value.path(FLOAT).asString("nan")) + ")";
  }

  /** A literal of bytes, or what makes them where they are many of one pattern. */
  private String bytes(byte[] bytes) {
    Optional<PatternPart> pattern = PatternPart.of(bytes);
    if (pattern.isEmpty()) {
      return BytesLiteral.of(bytes);
    }
    needs.add("pattern");
    return "pattern(%d, %d, %d)"
        .formatted(pattern.get().start(), pattern.get().length(), pattern.get().seed());
  }

  String ofAgent(int number) {
    String name = names.ofAgent(number);
    if (name == null) {
      throw new NoProgramException("it uses an object that no call of the test has given it");
    }
    if (names.isModule(number)) {
      needs.add(name);
    }
    return name;
  }

  /** Something that belongs to the test. */
  String ofKit(int number) {
    return ofKit(number, "");
  }

  private String ofKit(int number, String taker) {
    JsonNode object = names.kitObject(number);
    return switch (KitKind.of(object)) {
      case FUNCTION -> functionOrLambda(number, taker);
      case COROUTINE -> coroutine(number, taker);
      case EXCEPTION -> ofException(number, object);
      case PROTOCOL -> protocol(number);
      case EXECUTOR -> executor(number, taker);
      case TASK_FACTORY, KEYWORD_FUNCTION, COROUTINE_FUNCTION -> function(number);
      case TASK_CONSTRUCTOR ->
          throw new NoProgramException("it gives the loop a constructor of tasks of its own");
      case AWAITABLE -> throw new NoProgramException("it awaits an object of its own make");
      case THREAD_POOL ->
          throw new NoProgramException("it gives the loop a pool of threads of its own");
      case OBJECT ->
          script.runs(number).isEmpty() ? object(number) : functionOrLambda(number, taker);
    };
  }

  private String ofException(int number, JsonNode object) {
    if (names.kitUses(number) == 1) {
      return exception(object);
    }
    named.add(number);
    return names.ofKit(number, "boom");
  }

  private String functionOrLambda(int number, String taker) {
    if (script.foretold(number).orElse(null) instanceof Frame.Give(Signal signal)) {
      return ofSignal(signal) + ".release";
    }
    Optional<GoingRound> round = script.goingRound(number);
    if (round.isPresent() && !wordy) {
      needs.add("stop_after");
      return "stop_after(%s, %d)".formatted(ofAgent(round.get().loop()), round.get().times());
    }
    if (wordy || names.kitUses(number) > 1 || within.size() == DEEPEST || !within.add(number)) {
      return function(number);
    }
    try {
      return lambda(number, IGNORE_RESULTS.contains(taker)).orElseGet(() -> function(number));
    } finally {
      within.remove(number);
    }
  }

  private Optional<String> lambda(int number, boolean isIgnored) {
    List<Frame> runs = script.runs(number);
    if (runs.isEmpty()) {
      return Optional.of("lambda *_: " + CALLED);
    }
    boolean plain = runs.stream().allMatch(run -> run.arguments.isEmpty());
    return bodies
        .expression(number, isIgnored)
        .map(body -> lambda(plain, body))
        .filter(text -> text.length() <= SHORT);
  }

  private static String lambda(boolean plain, String body) {
    if (plain && body.matches("(?:loop\\d*\\.\\w+|\\w+\\.release)\\(\\)")) {
      return body.substring(0, body.length() - 2);
    }
    return "lambda" + (plain ? "" : " " + parameters(body)) + ": " + body;
  }

  /** What a function takes that is given something, whether or not it looks at it. */
  static String parameters(String body) {
    return body.contains("args") ? "*args" : "*_";
  }

  /** The class that an {@code except} has to name for an exception. */
  static String caught(JsonNode raised) {
    for (JsonNode base : raised.path(EXCEPTION)) {
      if (base.asString("").equals("Exception")) {
        return "Exception";
      }
      if (base.asString("").equals("asyncio.CancelledError")) {
        return "asyncio.CancelledError";
      }
    }
    return "BaseException";
  }

  /** The name of a signal between threads. */
  String ofSignal(Signal signal) {
    String name = names.ofSignal(signal);
    needs.addSignal(name);
    return name;
  }

  /** The name of one of the test's functions. */
  String function(int number) {
    named.add(number);
    return names.ofKit(number, isExecutor(number) ? EXECUTE : "callback");
  }

  private boolean isExecutor(int number) {
    return KitKind.of(names.kitObject(number)) == KitKind.EXECUTOR;
  }

  /** An executor is made from the function that it hands the work to. */
  private String executor(int number, String taker) {
    return names.kitUses(number) == 1 ? newExecutor(number, taker) : executorObject(number);
  }

  /** An expression that makes one of the test's executors. */
  String newExecutor(int number) {
    return newExecutor(number, "");
  }

  private String newExecutor(int number, String taker) {
    needs.add("Executor");
    needs.add("concurrent.futures");
    return "Executor(" + functionOrLambda(number, taker) + ")";
  }

  /** The name of an executor. */
  String executorObject(int number) {
    return function(number).replaceFirst(EXECUTE, "executor");
  }

  /** The name of a protocol, or of a policy. */
  String protocol(int number) {
    named.add(number);
    String of = names.kitObject(number).path(OF).asString("");
    return names.ofKit(number, of.equals(Preamble.POLICY_CLASS) ? "own" : "protocol");
  }

  /** An expression for what a protocol has received. */
  String received(int protocol) {
    return protocol(protocol) + ".received.decode()";
  }

  /** Bytes of a message as text; empty for what is not bytes. */
  static String decoded(JsonNode value) {
    return value.has(BYTES)
        ? new String(Base64.getDecoder().decode(value.get(BYTES).asString()), UTF_8)
        : "";
  }

  /** The name of a thing that is only passed on. */
  String object(int number) {
    named.add(number);
    return names.ofKit(number, "value");
  }

  /** The name of the function that makes a coroutine. */
  String coroutineFunction(int number) {
    return coroutineFunction(number, "");
  }

  private String coroutineFunction(int number, String taker) {
    named.add(number);
    return names.ofKit(number, RUN.contains(taker) ? "main" : "coroutine");
  }

  private String coroutine(int number, String taker) {
    String function = coroutineFunction(number, taker);
    return names.kitUses(number) == 1 ? function + "()" : coroutineObject(number);
  }

  /** The name of a coroutine that is named more than once. */
  String coroutineObject(int number) {
    return coroutineFunction(number) + "_object";
  }

  /** An expression that makes one of the test's exceptions. */
  String exception(JsonNode value) {
    String type = value.path(TYPE).asString("");
    if (type.isEmpty()) {
      type = value.path(BASE).asString("").equals("Exception") ? "Boom" : "BoomError";
      needs.add(type);
    } else if (type.startsWith("concurrent")) {
      needs.add("concurrent.futures");
    }
    JsonNode message = value.path(MESSAGE);
    return type.replace("builtins.", "")
        + (message.isString() && !message.stringValue().isEmpty()
            ? "(" + text(message.stringValue()) + ")"
            : "()");
  }
}
