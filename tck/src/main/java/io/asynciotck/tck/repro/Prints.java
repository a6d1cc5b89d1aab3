package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.AGENT;
import static io.asynciotck.tck.bridge.WireWords.BYTES;
import static io.asynciotck.tck.bridge.WireWords.EXCEPTION;
import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.MAP;
import static io.asynciotck.tck.bridge.WireWords.MESSAGE;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.SET;

import io.asynciotck.tck.bridge.KitKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What a test traces, as something that a program prints. */
final class Prints {

  /** An event that says more than that something happened. */
  static final Pattern REPORTS =
      Pattern.compile(
          ": (?:true|false|-?\\d+)(?=$|,)|^(?:true|false)$|^\\d+ of \\d+\\b|\\braises TypeError"
              + " \\(");

  private static final Pattern IS_KEYWORD = Pattern.compile("[a-z_]+:");

  /** What tests say of the bytes of a pattern that have come. */
  private static final String ALL = "all of it";

  private static final Pattern RECEIVED =
      Pattern.compile("received: (?:" + ALL + "|something else)");

  private static final String COMMENT = "# ";

  private final Names names;
  private final Values values;
  private final Readings readings;
  private final ClockPrints byClock;
  private final OptionalInt patternReceived;
  private final boolean wordy;

  /** How lines begin that tell more than the test has traced. */
  private final Set<String> extras = new TreeSet<>();

  private final Set<String> observed = new TreeSet<>();
  private final Set<String> untold = new TreeSet<>();
  private final Map<String, String> shown = new HashMap<>();

  /** The bases of the classes of exceptions that were seen, by name. */
  private final Map<String, List<String>> bases = new HashMap<>();

  /**
   * Creates it.
   *
   * @param patternReceived how many bytes of a pattern were to be received, if there were any
   * @param wordy whether each function says that it is called
   */
  Prints(
      Names names,
      Values values,
      Calls calls,
      Readings readings,
      OptionalInt patternReceived,
      boolean wordy) {
    this.patternReceived = patternReceived;
    this.wordy = wordy;
    this.names = names;
    this.values = values;
    this.readings = readings;
    this.byClock = new ClockPrints(names, values, calls, readings, observed);
  }

  /** Whether what comes later is reckoned from a reading of a clock, so that it has a name. */
  boolean isNamed(Frame.Call reading) {
    return readings.isNamed(reading);
  }

  Set<String> extras() {
    return extras;
  }

  /** The events for which the program prints what the test has looked at. */
  Set<String> observed() {
    return observed;
  }

  /** The events for which the program prints nothing. */
  Set<String> untold() {
    return untold;
  }

  /** How the program prints events that have more than one line. */
  Map<String, String> shown() {
    return shown;
  }

  Map<String, List<String>> bases() {
    return bases;
  }

  static String print(String label, String code) {
    return label.isEmpty()
        ? "print(" + code + ")"
        : "print(" + Values.text(label) + ", " + code + ")";
  }

  /**
   * An event, told by what the program can look at.
   *
   * @param looked what the test has looked at last, if it has since the last event
   * @param given what the function has been given in which it was traced
   */
  String of(Frame.Traced traced, Optional<Statement> looked, List<JsonNode> given) {
    Optional<String> argument = ofArgument(traced.event(), given);
    if (argument.isPresent()) {
      return argument.get();
    }
    if (traced.received() != null) {
      return print(label(traced.event()), values.received(traced.received()));
    }
    String event = Words.ofPython(traced.event());
    if (traced.after() != null && traced.after().isReading()) {
      Optional<String> line = byClock.of(traced, traced.after(), event);
      if (line.isPresent()) {
        return line.get();
      }
    }
    if (patternReceived.isPresent() && RECEIVED.matcher(event).matches()) {
      return ofPattern(traced.event(), patternReceived.getAsInt());
    }
    if (!REPORTS.matcher(traced.event()).find()) {
      return "print(" + Values.text(event) + ")";
    }
    return looked
        .flatMap(statement -> worked(statement, traced.event()))
        .or(() -> ofKeyword(traced.event(), given))
        .orElseGet(() -> untold(traced));
  }

  /** A line that prints whether all of a pattern was received, or else what was. */
  private String ofPattern(String event, int length) {
    if (!said(event).equals(ALL)) {
      observed.add(event);
    }
    return print(
        label(event),
        "\"%s\" if receive_pattern.seen == %d else receive_pattern.seen".formatted(ALL, length));
  }

  /** A line that prints what a function was given, if that is what the event says. */
  private Optional<String> ofArgument(String event, List<JsonNode> given) {
    for (int i = 0; i < given.size(); i++) {
      JsonNode argument = given.get(i);
      String code = "args[" + i + "]";
      Optional<String> line =
          argument.isNull()
              ? simple(code, "null", event)
              : argument.has(MAP)
                  ? ofMember(code, argument.get(MAP), event)
                  : ofValue(code, argument, event);
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }

  /** A line that prints text, bytes or an exception, if that is what the event says. */
  private Optional<String> ofValue(String code, JsonNode value, String event) {
    if (value.has(BYTES)) {
      return ofBytes(code, Values.decoded(value), event);
    }
    if (value.isString()) {
      return simple(code, value.stringValue(), event);
    }
    return shown(value)
        .filter(shown -> Words.isSame(shown, said(event), bases))
        .map(_ -> print(label(event), "repr(" + code + ")"));
  }

  /** A line that prints one of several named values, if the event says its name and what it is. */
  private static Optional<String> ofMember(String code, JsonNode map, String event) {
    String label = label(event);
    JsonNode member = map.path(label.isEmpty() ? "" : label.substring(0, label.length() - 1));
    String value = member.isValueNode() ? member.asString("null") : "null";
    return !label.isEmpty() && value.equals(said(event))
        ? Optional.of(
            print(label, "%s.get(%s)".formatted(code, Values.text(label.replace(":", "")))))
        : Optional.empty();
  }

  /**
   * A line that prints what a function was given by a keyword, if the event says of that keyword
   * whether it was right. What an exception handler is given, with a message, are no keywords.
   */
  private Optional<String> ofKeyword(String event, List<JsonNode> given) {
    String label = label(event);
    if (!IS_KEYWORD.matcher(label).matches() || !isFlag(said(event))) {
      return Optional.empty();
    }
    String keyword = Values.text(label.replace(":", ""));
    return IntStream.range(0, given.size())
        .filter(i -> given.get(i).has(MAP) && !given.get(i).get(MAP).has("message"))
        .mapToObj(i -> shownAs(event, label, "args[%d].get(%s)".formatted(i, keyword)))
        .findFirst();
  }

  /** A line that prints bytes: as text, or as Python shows them if that has more than one line. */
  private Optional<String> ofBytes(String code, String text, String event) {
    if (text.isEmpty() && !event.endsWith(": ")) {
      return Optional.empty();
    }
    if (!text.contains("\n")) {
      return simple(code + ".decode()", text, event);
    }
    Optional<String> line = simple(code, text, event);
    line.ifPresent(
        _ -> shown.put(event, event.replace(text, "b'" + text.replace("\n", "\\n") + "'")));
    return line;
  }

  /** What comes before the last thing that an event says. */
  private static String label(String event) {
    int colon = event.lastIndexOf(": ");
    return colon < 0 ? "" : event.substring(0, colon + 1);
  }

  /** The last thing that an event says. */
  private static String said(String event) {
    int colon = event.lastIndexOf(": ");
    return colon < 0 ? event : event.substring(colon + 2);
  }

  /** What a test has worked out is not what the program has seen, and is not printed by it. */
  private String untold(Frame.Traced traced) {
    untold.add(traced.event());
    boolean log = traced.after() != null && traced.after().isOfHarness();
    String event = Words.ofPython(traced.event()).replace('\n', ' ');
    return log && Objects.requireNonNull(traced.after()).name().equals("log")
        ? COMMENT + "The test has read in the log (standard error): " + event
        : COMMENT + "The test has worked out: " + event;
  }

  /** What the test has worked out from what it has looked at, if there is only one way to do so. */
  private Optional<String> worked(Statement looked, String event) {
    JsonNode ok = looked.ok();
    String label = label(event);
    String said = said(event);
    if (ok == null) {
      return Optional.empty();
    }
    JsonNode items = ok.has(SET) ? ok.get(SET) : ok;
    if (items.isArray()) {
      if (said.equals(String.valueOf(items.size()))) {
        return Optional.of(print(label, "len(" + looked.code() + ")"));
      }
      // Sockets are made to be used: what comes of that is not worked out from them.
      return items.valueStream().anyMatch(this::isSocket)
          ? Optional.empty()
          : Optional.of(shownAs(event, label, looked.code()));
    }
    if (ok.has(AGENT) && isFlag(said)) {
      return names
          .likeOne(ok, said.equals("true"))
          .map(other -> print(label, looked.code() + " is " + values.of(other)));
    }
    if (ok.isFloatingPointNumber()) {
      return Optional.of(shownAs(event, label, looked.code()));
    }
    return Optional.empty();
  }

  private boolean isSocket(JsonNode item) {
    return item.has(AGENT) && names.isSocket(item.path(AGENT).asInt());
  }

  private static boolean isFlag(String said) {
    return said.equals("true") || said.equals("false");
  }

  private String shownAs(String event, String label, String code) {
    observed.add(event);
    return print(label, code);
  }

  static boolean isComment(String line) {
    return line.startsWith(COMMENT);
  }

  /** What a function does that has done nothing, or of which no call was seen. */
  String called(String name) {
    return wordy ? mark(name + " is called") : Values.CALLED;
  }

  boolean isWordy() {
    return wordy;
  }

  /** Whether what comes next is an event that may tell what a call gave. */
  boolean isTold(List<Frame.Item> rest) {
    for (Frame.Item item : rest) {
      if (item instanceof Frame.Traced traced) {
        return REPORTS.matcher(traced.event()).find();
      }
      if (!(item instanceof Frame.Call call) || !isSimple(call)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isSimple(Frame.Call call) {
    JsonNode ok = call.answer == null ? null : call.answer.get(OK);
    return ok != null && ok.isValueNode() && !ok.isNull();
  }

  /** A line that prints what a call gives, if that is what the event says. */
  Optional<String> of(Statement statement, Frame.Traced traced) {
    JsonNode ok = statement.ok();
    if (ok == null) {
      return Optional.empty();
    }
    String event = traced.event();
    String label = label(event);
    String said = said(event);
    if (ok.isArray() && !ok.isEmpty() && ok.valueStream().allMatch(JsonNode::isIntegralNumber)) {
      return simple("list(" + statement.code() + ")", ok.toString().replace(",", ", "), event);
    }
    if (ok.isBoolean() || ok.isIntegralNumber() || ok.isString() || ok.isNull()) {
      boolean isOption = statement.method().equals("getsockopt");
      return isOption && String.valueOf(ok.intValue() != 0).equals(said)
          ? Optional.of(print(label, statement.code() + " != 0"))
          : simple(statement.code(), ok.isNull() ? "null" : ok.asString(), event);
    }
    if (REPORTS.matcher(event).find()) {
      Optional<Readings.Deadline> given = readings.deadline(traced);
      if (ok.isFloatingPointNumber() && given.isPresent()) {
        return Optional.of(print(label, statement.code() + " == " + byClock.due(given.get())));
      }
      Optional<String> worked = worked(statement, event);
      if (worked.isPresent()) {
        return worked;
      }
    }
    if (ok.has(AGENT) && said.endsWith("#" + ok.get(AGENT).asInt())) {
      return Optional.of(shownAs(event, label, statement.code()));
    }
    if (ok.isObject()
        && said.equals("true")
        && !names.isBirth(ok)
        && !ok.has(SET)
        && !ok.has(MAP)) {
      String same = ok.has(BYTES) ? " == " : " is ";
      return Optional.of(print(label, statement.code() + same + values.of(ok)));
    }
    return ofValue(statement.code(), ok, event);
  }

  /** A line that prints whether something is so, if that is what the event says. */
  static Optional<String> ofFlag(String code, String event) {
    return event.endsWith(": true") || event.endsWith(": false")
        ? Optional.of(print(event.substring(0, event.lastIndexOf(' ')), code))
        : Optional.empty();
  }

  private static Optional<String> simple(String code, String result, String event) {
    if (!event.equals(result) && !event.endsWith(": " + result)) {
      return Optional.empty();
    }
    String label = event.substring(0, event.length() - result.length()).strip();
    return Optional.of(print(Words.ofPython(label), code));
  }

  /** A line that prints what was raised, if that is what the event says. */
  Optional<String> ofRaised(JsonNode raised, String event) {
    String shown = shown(raised).orElse("");
    int place = event.indexOf("raises ");
    int start = place < 0 ? event.lastIndexOf(": ") + 2 : place + "raises ".length();
    String said = start < 2 ? event : event.substring(start);
    String label = start < 2 ? "" : event.substring(0, start).strip();
    return Words.isSame(shown, said, bases)
        ? Optional.of(print(label, "repr(error)"))
        : Optional.empty();
  }

  /** An exception as Python shows it; empty for what is none. */
  private Optional<String> shown(JsonNode value) {
    if (value.has(EXCEPTION)) {
      List<String> classes = new ArrayList<>();
      value.get(EXCEPTION).forEach(name -> classes.add(simpleName(name.asString())));
      bases.putIfAbsent(classes.getFirst(), classes);
      return Optional.of(classes.getFirst() + "('" + value.path(MESSAGE).asString("") + "')");
    }
    if (value.has(KIT)) {
      JsonNode object = names.kitObject(names.numberOf(value.get(KIT).asInt()));
      if (KitKind.of(object) == KitKind.EXCEPTION) {
        return Optional.of(simpleName(values.exception(object)).replace('"', '\''));
      }
    }
    return Optional.empty();
  }

  private static String simpleName(String name) {
    int dot = name.replaceFirst("\\(.*", "").lastIndexOf('.');
    return name.substring(dot + 1);
  }

  /** A line that says that something has happened that the test has not traced. */
  String mark(String text) {
    extras.add(text);
    return "print(" + Values.text(text) + ")";
  }

  /** A line that tells more than the test has traced. */
  String extra(String label, String code) {
    extras.add(label + ":");
    return print(label + ":", code);
  }
}
