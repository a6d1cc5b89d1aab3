package io.asynciotck.tck.repro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a test traces, as something that a program prints. */
final class Prints {

  /** An event that says more than that something happened. */
  private static final Pattern REPORTS =
      Pattern.compile(": (?:true|false|-?\\d+)(?=$|,)|^(?:true|false)$");

  private final Names names;
  private final Values values;
  private final Calls calls;
  private final Readings readings;

  /** How lines begin that tell more than the test has traced. */
  private final Set<String> extras = new TreeSet<>();

  /** The bases of the classes of exceptions that were seen, by name. */
  private final Map<String, List<String>> bases = new HashMap<>();

  Prints(Names names, Values values, Calls calls, Readings readings) {
    this.names = names;
    this.values = values;
    this.calls = calls;
    this.readings = readings;
  }

  /** Whether what comes later is reckoned from a reading of a clock, so that it has a name. */
  boolean isNamed(Frame.Call reading) {
    return readings.isNamed(reading);
  }

  Set<String> extras() {
    return extras;
  }

  Map<String, List<String>> bases() {
    return bases;
  }

  private static String print(String label, String code) {
    return label.isEmpty()
        ? "print(" + code + ")"
        : "print(" + Values.text(label) + ", " + code + ")";
  }

  /** An event for which the program has nothing to look at, but the clock. */
  String of(Frame.Traced traced) {
    String event = Words.ofPython(traced.event());
    Frame.Call first = readings.first();
    if (traced.after() != null
        && traced.after().isReading()
        && first != null
        && first != traced.after()) {
      String text = Values.text(event.replace("%", "%%") + Words.AFTER);
      return "print(%s %% (%s - %s))"
          .formatted(text, calls.code(traced.after()), names.ofReading(first));
    }
    return "print(" + Values.text(event) + ")" + comment(traced);
  }

  private static String comment(Frame.Traced traced) {
    if (traced.after() != null
        && traced.after().isOfHarness()
        && traced.after().name().equals("log")) {
      return "  # which the test has read in the log";
    }
    return REPORTS.matcher(traced.event()).find() ? "  # which the test has worked out" : "";
  }

  boolean isComment(Frame.Traced traced) {
    return !comment(traced).isEmpty();
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
    JsonNode ok = call.answer == null ? null : call.answer.get("ok");
    return ok != null && ok.isValueNode() && !ok.isNull();
  }

  /** A line that prints what a call gives, if that is what the event says. */
  Optional<String> of(Statement statement, Frame.Traced traced) {
    JsonNode ok = statement.ok();
    if (ok == null) {
      return Optional.empty();
    }
    String event = traced.event();
    int colon = event.lastIndexOf(": ");
    String label = colon < 0 ? "" : event.substring(0, colon + 1);
    String said = colon < 0 ? event : event.substring(colon + 2);
    if (ok.isBoolean() || ok.isIntegralNumber() || ok.isString() || ok.isNull()) {
      return simple(statement.code(), ok.isNull() ? "null" : ok.asString(), event);
    }
    if (ok.isObject()
        && said.equals("true")
        && !names.isBirth(ok)
        && !ok.has("set")
        && !ok.has("map")) {
      return Optional.of(print(label, statement.code() + " is " + values.of(ok)));
    }
    return shown(ok)
        .filter(shown -> Words.isSame(shown, said, bases))
        .map(_ -> print(label, "repr(" + statement.code() + ")"));
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
    if (value.has("exception")) {
      List<String> classes = new ArrayList<>();
      value.get("exception").forEach(name -> classes.add(simpleName(name.asString())));
      bases.putIfAbsent(classes.getFirst(), classes);
      return Optional.of(classes.getFirst() + "('" + value.path("message").asString("") + "')");
    }
    if (value.has("kit")) {
      JsonNode object = names.kitObject(names.numberOf(value.get("kit").asInt()));
      if (object.path("kind").asString("").equals("exception")) {
        return Optional.of(simpleName(values.exception(object)).replace('"', '\''));
      }
    }
    return Optional.empty();
  }

  private static String simpleName(String name) {
    int dot = name.replaceFirst("\\(.*", "").lastIndexOf('.');
    return name.substring(dot + 1);
  }

  /** A line that tells more than the test has traced. */
  String extra(String label, String code) {
    extras.add(label + ":");
    return print(label + ":", code);
  }
}
