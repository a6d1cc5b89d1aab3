package io.asynciotck.tck.repro;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls and awaits as expressions. */
final class Calls {
  /** What takes a descriptor, which has another number in the program. */
  private static final Set<String> TAKE_DESCRIPTORS =
      Set.of(
          "add_reader",
          "remove_reader",
          "add_writer",
          "remove_writer",
          "open",
          "get_blocking",
          "set_blocking");

  /** What is told of an exception behind a block. */
  private static final Set<String> LEAVING = Set.of("__exit__", "__aexit__");

  private final Names names;
  private final Values values;
  private final Readings readings;
  private final String newLoop;
  private final boolean ownClock;
  private final String advance;
  private final @Nullable JsonNode last;

  /** What has given None, if the test looks at its class next. */
  private String nothing = "";

  /** What gives a descriptor in the program, by the number that it had in the test. */
  private final Map<Integer, String> descriptors = new HashMap<>();

  /**
   * Creates it.
   *
   * @param newLoop what makes the loop under test
   * @param clock by which clock it runs
   * @param last the last answer, if the test could not go on with it
   */
  Calls(
      Names names,
      Values values,
      Readings readings,
      String newLoop,
      Clock clock,
      @Nullable JsonNode last) {
    this.last = last;
    this.ownClock = clock.isOwn();
    this.advance = clock.advance();
    this.names = names;
    this.values = values;
    this.readings = readings;
    this.newLoop = newLoop;
  }

  /**
   * By which clock a program runs.
   *
   * @param isOwn whether the program brings it
   * @param advance what lets it advance, if the adapter of the loop does; else empty
   */
  record Clock(boolean isOwn, String advance) {}

  /** What a call or an await has raised, or null. */
  static @Nullable JsonNode raisedBy(Frame.Item item) {
    return switch (item) {
      case Frame.Call call -> call.answer == null ? null : call.answer.get("raise");
      case Frame.Await(_, _, Frame next) ->
          next != null && next.word.equals("throw") ? argument(next) : null;
      default -> null;
    };
  }

  private static @Nullable JsonNode argument(Frame step) {
    return step.arguments.isEmpty() ? null : step.arguments.getFirst();
  }

  /** A call or an await; null if it has no counterpart in the program. */
  @Nullable Statement statement(Frame.Item item) {
    if (item instanceof Frame.Call call) {
      String code = call.isOfHarness() ? ofHarness(call) : code(call);
      JsonNode ok = call.answer == null ? null : call.answer.get("ok");
      return code.isEmpty()
          ? null
          : new Statement(
              call.name(), code, ok, raisedBy(call), call.answer != null, isLast(call), false);
    }
    Frame.Await await = (Frame.Await) item;
    Frame next = await.next();
    String awaited = values.of(await.on());
    if (await.word().equals("suspend")) {
      values.needs().add("Suspend");
      awaited = "Suspend(" + awaited + ")";
    }
    JsonNode value = next == null ? null : argument(next);
    JsonNode raised = raisedBy(await);
    boolean closed = next != null && next.word.equals("close");
    return new Statement(
        "", "await " + awaited, raised == null ? value : null, raised, next != null, false, closed);
  }

  @SuppressWarnings("ReferenceEquality") // Equal answers are many; this is about one of them.
  private boolean isLast(Frame.Call call) {
    return call.answer != null && call.answer == last;
  }

  /** What the kit asks of the agent itself is no part of the test; but time has to pass. */
  private String ofHarness(Frame.Call call) {
    JsonNode argument = call.request.path("args").path(0);
    JsonNode second = call.request.path("args").path(1);
    return switch (call.name()) {
      case "advance" -> {
        if (ownClock) {
          yield "Clock.now += " + values.of(argument);
        }
        if (!advance.isEmpty()) {
          yield advance + "(" + values.of(argument) + ")";
        }
        values.needs().add("time");
        yield "time.sleep(" + values.of(argument) + ")";
      }
      case "is_instance" ->
          "isinstance("
              + (argument.isNull() && !nothing.isEmpty() ? nothing : values.of(argument))
              + ", "
              + second.asString("")
              + ")";
      case "pattern" -> {
        values.needs().add("pattern");
        yield "pattern(0, " + values.of(argument) + ", " + values.of(second) + ")";
      }
      case "send", "receive" -> {
        values.needs().add("pattern");
        values.needs().add(call.name() + "_pattern");
        yield call.name() + "_pattern" + arguments(call, "(");
      }
      case "name_host" -> {
        values.needs().add("socket");
        values.needs().add("name_host");
        yield "name_host" + arguments(call, "(");
      }
      case "future_like" -> {
        values.needs().add("FutureLike");
        yield "FutureLike()";
      }
      case "call_in_process" -> {
        values.needs().add("concurrent.futures");
        values.needs().add("os");
        yield values.of(argument)
            + ".run_in_executor(concurrent.futures.ProcessPoolExecutor(1), os.getpid)";
      }
      case "process_id" -> {
        values.needs().add("os");
        yield "os.getpid()";
      }
      case "without_sendfile" -> {
        values.needs().add("os");
        yield "delattr(os, \"sendfile\")";
      }
      case "limit_descriptors", "free_descriptors" -> {
        values.needs().add("os");
        values.needs().add("resource");
        values.needs().add(call.name());
        yield call.name() + "()";
      }
      case "is_of" -> values.of(argument) + ".fileno() == " + values.of(second) + ".fileno()";
      case "nested_calls" -> {
        values.needs().add("outermost");
        values.needs().add("midway");
        values.needs().add("innermost");
        yield "outermost" + arguments(call, "(");
      }
      case "begin_printing", "printed" -> {
        values.needs().add("io");
        values.needs().add("sys");
        values.needs().add(call.name());
        yield call.name() + "()";
      }
      case "seen" -> {
        values.needs().add("seen");
        yield "seen" + arguments(call, "(");
      }
      case "fits" -> {
        values.needs().add("pattern");
        yield "%s[:%s] == pattern(%s, %2$s, %s)"
            .formatted(
                values.of(argument), values.of(second), ofArgument(call, 2), ofArgument(call, 3));
      }
      case "failed_future", "failed_task", "retrieved_future" -> {
        values.needs().add("gc");
        values.needs().add(call.name());
        yield call.name() + arguments(call, "(");
      }
      case "hear_deprecations", "heard_deprecation" -> {
        values.needs().add("warnings");
        values.needs().add(call.name());
        yield call.name() + "()";
      }
      case "empty_sockets" ->
          "getattr(" + values.of(argument) + ".sockets, \"clear\", lambda: None)()";
      case "generator" -> {
        values.needs().add("async_generator");
        yield "async_generator" + arguments(call, "(");
      }
      case "scheduled_timers" -> "len(" + values.of(argument) + "._scheduled)";
      case "set_resolution" -> {
        values.needs().add(Preamble.RESOLUTION);
        yield "Clock.resolution = " + values.of(argument);
      }
      case "set_date_back" -> {
        values.needs().add("time");
        yield "setattr(time, \"time\", lambda true=time.time: true() - "
            + values.of(argument)
            + ")";
      }
      default -> "";
    };
  }

  /** Whether the test looks at the class of nothing. */
  static boolean asksForClass(Frame.@Nullable Item item) {
    return item instanceof Frame.Call call
        && call.isOfHarness()
        && call.name().equals("is_instance")
        && call.request.path("args").path(0).isNull();
  }

  /** Says what has given nothing just now, though the test asks for its class: an expression. */
  void gaveNothing(String code) {
    nothing = code;
  }

  /** Names what a call has given: a descriptor, or two. Returns the name. */
  String nameDescriptors(JsonNode given, Names fresh) {
    if (given.isInt()) {
      String name = fresh.ofDescriptor();
      descriptors.put(given.asInt(), name);
      return name;
    }
    String name = fresh.ofPipe();
    JsonNode pair = given.has("tuple") ? given.get("tuple") : given;
    for (int i = 0; i < pair.size(); i++) {
      descriptors.put(pair.get(i).asInt(), name + "[" + i + "]");
    }
    return name;
  }

  private String ofArgument(Frame.Call call, int place) {
    return values.of(call.request.path("args").path(place));
  }

  /** A call as an expression. */
  String code(Frame.Call call) {
    JsonNode request = call.request;
    JsonNode on = request.path("on");
    String target = on.isInt() ? values.ofAgent(on.asInt()) : values.of(on);
    String member = target + "." + call.name();
    if (call.name().equals("fileno") && call.answer != null && call.answer.path("ok").isInt()) {
      descriptors.put(call.answer.get("ok").asInt(), member + "()");
    }
    return switch (request.path("do").asString("")) {
      case "get" -> member;
      case "set" -> "setattr(" + target + ", " + Values.text(call.name()) + arguments(call, ", ");
      case "apply" -> target + arguments(call, "(");
      case "step" -> {
        values.needs().add("step");
        yield "step(" + member + arguments(call, ", ");
      }
      default ->
          call.name().equals("new_event_loop") && target.equals("asyncio")
              ? newLoop
              : isLeaving(request)
                  ? member + leaving(request.path("args").path(1))
                  : member + arguments(call, "(");
    };
  }

  /** Whether a call is what {@code with} or {@code async with} does behind a block that raised. */
  private static boolean isLeaving(JsonNode request) {
    return LEAVING.contains(request.path("name").asString(""))
        && request.path("args").path(1).isObject();
  }

  /** What such a call says of the exception. */
  private String leaving(JsonNode raised) {
    return "(type(raised := " + values.of(raised) + "), raised, raised.__traceback__)";
  }

  private String arguments(Frame.Call call, String before) {
    StringJoiner text = new StringJoiner(", ", before, ")");
    values.given(
        call.name(),
        () -> {
          call.request
              .path("args")
              .forEach(argument ->
                  text.add(
                      isDescriptor(call, argument)
                          ? descriptors.get(argument.asInt())
                          : call.reading == null
                              ? values.of(argument)
                              : time(call.reading, argument)));
          call.request
              .path("kwargs")
              .propertyStream()
              .forEach(entry -> text.add(entry.getKey() + "=" + values.of(entry.getValue())));
        });
    return text.toString();
  }

  private boolean isDescriptor(Frame.Call call, JsonNode argument) {
    return TAKE_DESCRIPTORS.contains(call.name())
        && argument.isInt()
        && descriptors.containsKey(argument.asInt());
  }

  /** A time, by a reading of the clock. */
  private String time(Frame.Call reading, JsonNode argument) {
    if (!argument.isFloatingPointNumber()) {
      return values.of(argument);
    }
    double later = Math.round((argument.doubleValue() - reading.read()) * 1e9) / 1e9;
    String name = readings.isWithin(reading) ? code(reading) : names.ofReading(reading);
    if (later == 0) {
      return name;
    }
    return name + (later < 0 ? " - " : " + ") + values.seconds(Math.abs(later));
  }
}
