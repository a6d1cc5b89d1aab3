package io.asynciotck.tck.bridge.repro;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes one block of code: the statements of a function, or of the module. */
final class Writer {
  private static final String INDENT = "    ";

  /** Methods that take a time of the loop's clock. */
  private static final Set<String> TAKE_TIMES = Set.of("call_at", "timeout_at", "reschedule");

  /** A call or an await, with what came out of it. */
  private record Statement(
      String code, @Nullable JsonNode ok, @Nullable JsonNode raised, boolean answered) {}

  private final Names names;
  private final Values values;
  private final String newLoop;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> bound = new TreeSet<>();

  /**
   * Creates an empty block.
   *
   * @param newLoop what makes the loop under test
   */
  Writer(Names names, Values values, String newLoop) {
    this.names = names;
    this.values = values;
    this.newLoop = newLoop;
  }

  /** The lines; those of a function say which names of the module they bind. */
  List<String> lines(boolean inFunction) {
    List<String> all = new ArrayList<>();
    if (inFunction && !bound.isEmpty()) {
      all.add("global " + String.join(", ", bound));
    }
    all.addAll(lines);
    if (inFunction && all.isEmpty()) {
      all.add("pass");
    }
    return all;
  }

  static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> INDENT + line).toList();
  }

  /** Binds what an expression gives to the names that are used later. */
  void bind(JsonNode value, String expression) {
    if (value.has("agent")) {
      if (names.isBinding(value)) {
        assign(values.ofAgent(value.get("agent").asInt()), expression);
      }
      return;
    }
    JsonNode items = value.has("set") ? value.get("set") : value;
    if (items.isArray()) {
      String list = value.has("set") ? "list(" + expression + ")" : expression;
      for (int i = 0; i < items.size(); i++) {
        bind(items.get(i), list + "[" + i + "]");
      }
    }
    value
        .path("map")
        .propertyStream()
        .forEach(
            entry -> bind(entry.getValue(), expression + "[" + Values.text(entry.getKey()) + "]"));
  }

  private void assign(String name, String expression) {
    bound.add(name);
    lines.add(name + " = " + expression);
  }

  private boolean bindsWithin(JsonNode value) {
    return names.isBinding(value) || value.valueStream().anyMatch(this::bindsWithin);
  }

  /** Writes what some code did, and how it ended. */
  void block(List<Frame.Item> items, @Nullable JsonNode returned, @Nullable JsonNode raised) {
    boolean propagated = false;
    for (int i = 0; i < items.size(); i++) {
      Frame.Item item = items.get(i);
      Frame.@Nullable Item next = i + 1 < items.size() ? items.get(i + 1) : null;
      switch (item) {
        case Frame.Traced(String event) -> lines.add("print(" + Values.text(event) + ")");
        case Frame.Start(String thread) -> start(thread);
        case Frame.Join(String thread) -> lines.add(nameOf(thread) + ".join()");
        case Frame.Call _, Frame.Await _ -> {
          Statement statement = statement(item);
          if (statement == null) {
            continue;
          }
          propagated = next == null && isSame(statement.raised(), raised);
          @Nullable String event = next instanceof Frame.Traced(String text) ? text : null;
          if (propagated) {
            lines.add(statement.code());
          } else if (write(statement, event)) {
            i++;
          }
        }
      }
    }
    end(returned, propagated ? null : raised);
  }

  private void start(String thread) {
    String name = nameOf(thread);
    assign(name, "threading.Thread(target=run_" + name + ", daemon=True)");
    lines.add(name + ".start()");
    values.needed.add("threading");
  }

  static String nameOf(String thread) {
    return thread.replace('-', '_');
  }

  private static boolean isSame(@Nullable JsonNode one, @Nullable JsonNode other) {
    if (one == null || other == null) {
      return false;
    }
    String owner = one.has("kit") ? "kit" : "agent";
    return one.has(owner) && one.path(owner).equals(other.path(owner));
  }

  private void end(@Nullable JsonNode returned, @Nullable JsonNode raised) {
    if (raised != null && !isGivenUp(raised)) {
      if (raised.path("type").asString("").startsWith("agent.")) {
        return;
      }
      String exception = values.of(raised);
      lines.add("raise " + exception);
    } else if (returned != null && !returned.isNull()) {
      String value = values.of(returned);
      lines.add("return " + value);
    }
  }

  private @Nullable Statement statement(Frame.Item item) {
    if (item instanceof Frame.Call call) {
      String code = call.request.path("on").asInt(-1) == 0 ? ofHarness(call) : code(call);
      return code.isEmpty()
          ? null
          : new Statement(
              code,
              call.answer == null ? null : call.answer.get("ok"),
              call.answer == null ? null : call.answer.get("raise"),
              call.answer != null);
    }
    Frame.Await await = (Frame.Await) item;
    Frame next = await.next();
    String awaited = values.of(await.on());
    if (await.word().equals("suspend")) {
      values.needed.add("Suspend");
      awaited = "Suspend(" + awaited + ")";
    }
    JsonNode value = next == null || next.arguments.isEmpty() ? null : next.arguments.getFirst();
    boolean thrown = next != null && next.word.equals("throw");
    return new Statement(
        "await " + awaited, thrown ? null : value, thrown ? value : null, next != null);
  }

  /** What the kit asks of the agent itself is no part of the test; but time has to pass. */
  private String ofHarness(Frame.Call call) {
    JsonNode argument = call.request.path("args").path(0);
    return switch (call.name()) {
      case "advance" -> {
        values.needed.add("time");
        yield "time.sleep(" + values.of(argument) + ")";
      }
      case "scheduled_timers" -> "len(" + values.of(argument) + "._scheduled)";
      default -> "";
    };
  }

  private String code(Frame.Call call) {
    JsonNode request = call.request;
    JsonNode on = request.path("on");
    String target = on.isInt() ? values.ofAgent(on.asInt()) : values.of(on);
    String member = target + "." + call.name();
    return switch (request.path("do").asString("")) {
      case "get" -> member;
      case "set" -> member + " = " + values.of(request.path("args").path(0));
      case "apply" -> target + arguments(call);
      case "step" -> {
        values.needed.add("step");
        yield "step(" + member + ", " + values.of(request.path("args").path(0)) + ")";
      }
      default ->
          call.name().equals("new_event_loop") && target.equals("asyncio")
              ? newLoop
              : member + arguments(call);
    };
  }

  private String arguments(Frame.Call call) {
    StringJoiner text = new StringJoiner(", ", "(", ")");
    boolean times = TAKE_TIMES.contains(call.name());
    call.request
        .path("args")
        .forEach(argument -> text.add(times ? time(call, argument) : values.of(argument)));
    call.request
        .path("kwargs")
        .propertyStream()
        .forEach(entry -> text.add(entry.getKey() + "=" + values.of(entry.getValue())));
    return text.toString();
  }

  /** A time, by the last reading of the clock. */
  private String time(Frame.Call call, JsonNode argument) {
    if (!argument.isFloatingPointNumber()) {
      return values.of(argument);
    }
    JsonNode reading = call.reading == null ? null : call.reading.answer;
    if (reading == null || !reading.path("ok").isNumber()) {
      throw new NoProgramException("it names a time that it has not read from a clock");
    }
    double later = argument.doubleValue() - reading.get("ok").doubleValue();
    return "now + " + values.seconds(Math.round(later * 1e9) / 1e9);
  }

  /**
   * Writes a statement.
   *
   * @param event what was traced next; it is written here if it says what came out
   * @return whether it was
   */
  private boolean write(Statement statement, @Nullable String event) {
    if (!statement.answered() || isGivenUp(statement.raised())) {
      lines.add(statement.code() + "  # did not return");
      return false;
    }
    return statement.raised() == null
        ? writeResult(statement, event)
        : writeRaised(statement, statement.raised(), event);
  }

  /** Whether the kit, or its clock, has ended a call that would not have returned. */
  private static boolean isGivenUp(@Nullable JsonNode raised) {
    return raised != null && raised.path("exception").path(0).asString("").startsWith("agent.");
  }

  private boolean writeResult(Statement statement, @Nullable String event) {
    String code = statement.code();
    JsonNode ok = statement.ok();
    if (ok == null) {
      lines.add(code);
      return false;
    }
    if (ok.isBoolean() || ok.isIntegralNumber() || ok.isString() || ok.isNull()) {
      String result = ok.isNull() ? "null" : ok.asString();
      boolean told = event != null && (event.equals(result) || event.endsWith(": " + result));
      if (event != null && told) {
        String label = event.substring(0, event.length() - result.length()).strip();
        lines.add("print(" + (label.isEmpty() ? "" : Values.text(label) + ", ") + code + ")");
      } else if (ok.isNull()) {
        lines.add(code);
      } else {
        lines.add("print(" + Values.text(code + ":") + ", " + code + ")");
      }
      return told;
    }
    if (code.endsWith(".time()")) {
      assign("now", code);
    } else if (names.isBinding(ok)) {
      bind(ok, code);
    } else if (bindsWithin(ok)) {
      lines.add("result = " + code);
      bind(ok, "result");
    } else {
      lines.add(code);
    }
    return false;
  }

  private boolean writeRaised(Statement statement, JsonNode raised, @Nullable String event) {
    int raises = event == null ? -1 : event.indexOf("raises ");
    String label =
        event == null || raises < 0 ? statement.code() + ":" : event.substring(0, raises).strip();
    lines.add("try:");
    lines.add(INDENT + statement.code());
    lines.add("except BaseException as raised:");
    lines.add(
        INDENT
            + "print("
            + (label.isEmpty() ? "" : Values.text(label) + ", ")
            + "\"raises\", repr(raised))");
    if (names.isBinding(raised)) {
      assign(values.ofAgent(raised.path("agent").asInt()), "raised");
      lines.set(lines.size() - 1, INDENT + lines.getLast());
    }
    return raises >= 0;
  }
}
