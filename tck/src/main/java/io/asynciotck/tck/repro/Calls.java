package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.APPLY;
import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.CLOSE;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.GET;
import static io.asynciotck.tck.bridge.WireWords.KWARGS;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.ON;
import static io.asynciotck.tck.bridge.WireWords.RAISE;
import static io.asynciotck.tck.bridge.WireWords.SET;
import static io.asynciotck.tck.bridge.WireWords.STEP;
import static io.asynciotck.tck.bridge.WireWords.SUSPEND;
import static io.asynciotck.tck.bridge.WireWords.THROW;
import static io.asynciotck.tck.bridge.WireWords.TUPLE;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
  private final AgentCalls ofAgent;
  private final @Nullable JsonNode last;

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
    this.ofAgent = new AgentCalls(values, clock);
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
      case Frame.Call call -> call.answer == null ? null : call.answer.get(RAISE);
      case Frame.Await(_, _, Frame next) ->
          next != null && next.word.equals(THROW) ? argument(next) : null;
      default -> null;
    };
  }

  private static @Nullable JsonNode argument(Frame step) {
    return step.arguments.isEmpty() ? null : step.arguments.getFirst();
  }

  /** A call or an await; null if it has no counterpart in the program. */
  @Nullable Statement statement(Frame.Item item) {
    if (item instanceof Frame.Call call) {
      String code = code(call);
      JsonNode ok = call.answer == null ? null : call.answer.get(OK);
      return code.isEmpty()
          ? null
          : new Statement(
              call.name(), code, ok, raisedBy(call), call.answer != null, isLast(call), false);
    }
    Frame.Await await = (Frame.Await) item;
    Frame next = await.next();
    String awaited = values.of(await.on());
    if (await.word().equals(SUSPEND)) {
      values.needs().add("Suspend");
      awaited = "Suspend(" + awaited + ")";
    }
    JsonNode value = next == null ? null : argument(next);
    JsonNode raised = raisedBy(await);
    boolean closed = next != null && next.word.equals(CLOSE);
    return new Statement(
        "", "await " + awaited, raised == null ? value : null, raised, next != null, false, closed);
  }

  @SuppressWarnings("ReferenceEquality") // Equal answers are many; this is about one of them.
  private boolean isLast(Frame.Call call) {
    return call.answer != null && call.answer == last;
  }

  /** Says what has given nothing just now, though the test asks for its class: an expression. */
  void gaveNothing(String code) {
    ofAgent.gaveNothing(code);
  }

  /** Names what a call has given: a descriptor, or two. Returns the name. */
  String nameDescriptors(JsonNode given, Names fresh) {
    if (given.isInt()) {
      String name = fresh.ofDescriptor();
      descriptors.put(given.asInt(), name);
      return name;
    }
    String name = fresh.ofPipe();
    JsonNode pair = given.has(TUPLE) ? given.get(TUPLE) : given;
    for (int i = 0; i < pair.size(); i++) {
      descriptors.put(pair.get(i).asInt(), name + "[" + i + "]");
    }
    return name;
  }

  /** A call as an expression. */
  String code(Frame.Call call) {
    return call.isOfHarness() ? ofAgent.code(call, () -> arguments(call, "(")) : ofTest(call);
  }

  private String ofTest(Frame.Call call) {
    JsonNode request = call.request;
    JsonNode on = request.path(ON);
    String target = on.isInt() ? values.ofAgent(on.asInt()) : values.of(on);
    String member = target + "." + call.name();
    if (call.name().equals("fileno") && call.answer != null && call.answer.path(OK).isInt()) {
      descriptors.put(call.answer.get(OK).asInt(), member + "()");
    }
    return switch (request.path(DO).asString("")) {
      case GET -> member;
      case SET -> "setattr(" + target + ", " + Values.text(call.name()) + arguments(call, ", ");
      case APPLY -> target + arguments(call, "(");
      case STEP -> {
        values.needs().add("step");
        yield "step(" + member + arguments(call, ", ");
      }
      default ->
          call.name().equals("new_event_loop") && target.equals("asyncio")
              ? newLoop
              : isLeaving(request)
                  ? member + leaving(request.path(ARGS).path(1))
                  : member + arguments(call, "(");
    };
  }

  /** Whether a call is what {@code with} or {@code async with} does behind a block that raised. */
  private static boolean isLeaving(JsonNode request) {
    return LEAVING.contains(request.path(NAME).asString(""))
        && request.path(ARGS).path(1).isObject();
  }

  /** What such a call says of the exception. */
  private String leaving(JsonNode raised) {
    return "(type(raised := " + values.of(raised) + "), raised, raised.__traceback__)";
  }

  private String arguments(Frame.Call call, String before) {
    StringJoiner text = new StringJoiner(", ", before, ")");
    call.request.path(ARGS).forEach(each -> text.add(argument(call, each)));
    call.request
        .path(KWARGS)
        .propertyStream()
        .forEach(
            entry -> text.add(entry.getKey() + "=" + values.of(entry.getValue(), call.name())));
    return text.toString();
  }

  private String argument(Frame.Call call, JsonNode argument) {
    if (isDescriptor(call, argument)) {
      return Objects.requireNonNull(descriptors.get(argument.asInt()));
    }
    return call.reading != null && argument.isFloatingPointNumber()
        ? time(call.reading, argument.doubleValue())
        : values.of(argument, call.name());
  }

  private boolean isDescriptor(Frame.Call call, JsonNode argument) {
    return TAKE_DESCRIPTORS.contains(call.name())
        && argument.isInt()
        && descriptors.containsKey(argument.asInt());
  }

  /** A time, by a reading of the clock. */
  private String time(Frame.Call reading, double time) {
    double later = Math.round((time - reading.read()) * 1e9) / 1e9;
    String name = readings.isWithin(reading) ? code(reading) : names.ofReading(reading);
    if (later == 0) {
      return name;
    }
    return name + (later < 0 ? " - " : " + ") + values.seconds(Math.abs(later));
  }
}
