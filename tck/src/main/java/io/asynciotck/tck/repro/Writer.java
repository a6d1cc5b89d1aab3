package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.AGENT;
import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.EXCEPTION;
import static io.asynciotck.tck.bridge.WireWords.KIND;
import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.MAP;
import static io.asynciotck.tck.bridge.WireWords.ON;
import static io.asynciotck.tck.bridge.WireWords.SET;
import static io.asynciotck.tck.bridge.WireWords.TYPE;

import io.asynciotck.tck.harness.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes one block of code: the statements of a function, or of the module. */
final class Writer {
  /** What is said of a call that did not end. */
  static final String NO_RETURN = "  # did not return";

  static final String INDENT = "    ";

  private static final String GLOBAL = "global ";
  private static final String RETURN = "return ";

  /** The names of what gives an object: what has given None was in the way of a test. */
  private static final Pattern MAKES =
      Pattern.compile(
          "__a?(?:iter|enter)__|call_(?:soon|later|at)\\w*|create_\\w+|get_\\w+|ensure_future"
              + "|wrap_future|gather|shield|run_in_executor|run_coroutine_threadsafe");

  /** What gives descriptors, which have other numbers in the program. */
  private static final Set<String> MAKE_DESCRIPTORS = Set.of("pipe", "openpty", "detach");

  /** What only asks, so that it matters only where the answer is told. */
  private static final Set<String> ASK =
      Set.of(
          "done",
          "cancelled",
          "is_running",
          "is_closed",
          "get_debug",
          "cancelling",
          "time",
          "fileno",
          "getsockname",
          "getpeername");

  private static final double MILLI = 1e-3;

  /** If this much time has passed between two readings of a clock, it was on purpose. */
  private static final double WORTH_A_SLEEP = 5 * MILLI;

  private final Names names;
  private final Calls calls;
  private final Values values;
  private final Prints prints;
  private final boolean isIgnored;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> bound = new TreeSet<>();

  /** What the function has been given. */
  private List<JsonNode> given = List.of();

  /** Whether the last line is an expression whose value is None, or may be ignored. */
  private boolean expression;

  /** What the test has looked at last, by a name, since the last event. */
  private @Nullable Statement looked;

  /**
   * Creates it.
   *
   * @param isIgnored whether nobody looks at what is returned
   */
  Writer(Names names, Values values, Calls calls, Prints prints, boolean isIgnored) {
    this.isIgnored = isIgnored;
    this.names = names;
    this.values = values;
    this.calls = calls;
    this.prints = prints;
  }

  /** The lines; those of a function say which names of the module they bind. */
  List<String> lines(boolean inFunction) {
    List<String> all = new ArrayList<>();
    if (inFunction && !bound.isEmpty()) {
      all.add(GLOBAL + String.join(", ", bound));
    }
    all.addAll(Repetitions.asLoops(lines));
    if (inFunction && all.stream().allMatch(Prints::isComment)) {
      all.add("pass");
    }
    return all;
  }

  /** The block as an expression, if it is one. */
  Optional<String> expression() {
    if (lines.isEmpty()) {
      return Optional.of("None");
    }
    if (lines.size() > 1 || !bound.isEmpty()) {
      return Optional.empty();
    }
    String only = lines.getFirst();
    if (only.startsWith(RETURN)) {
      return Optional.of(only.substring(RETURN.length()));
    }
    return expression ? Optional.of(only) : Optional.empty();
  }

  static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> line.isEmpty() ? line : INDENT + line).toList();
  }

  /** The names that a line declares as those of the module. */
  static List<String> globals(String line) {
    return line.startsWith(GLOBAL)
        ? List.of(line.substring(GLOBAL.length()).split(", "))
        : List.of();
  }

  private void express(String code) {
    lines.add(code);
    expression = true;
  }

  private void state(String code) {
    lines.add(code);
    expression = false;
  }

  private void assign(String name, String code) {
    bound.add(name);
    state(name + " = " + code);
  }

  /** Begins a function with what it has been given. */
  void begin(List<JsonNode> arguments) {
    given = arguments;
    for (int i = 0; i < arguments.size(); i++) {
      bind(arguments.get(i), "args[" + i + "]");
    }
  }

  /** Binds what an expression gives to the names that are used later. */
  private void bind(JsonNode value, String code) {
    if (value.has(AGENT)) {
      if (names.isBinding(value)) {
        assign(values.ofAgent(value.get(AGENT).asInt()), code);
      }
      return;
    }
    JsonNode items = value.has(SET) ? value.get(SET) : value;
    if (items.isArray()) {
      String list = value.has(SET) ? "list(" + code + ")" : code;
      for (int i = 0; i < items.size(); i++) {
        bind(items.get(i), list + "[" + i + "]");
      }
    }
    value
        .path(MAP)
        .propertyStream()
        .forEach(entry -> bind(entry.getValue(), code + "[" + Values.text(entry.getKey()) + "]"));
  }

  private boolean bindsWithin(JsonNode value) {
    return names.isBinding(value) || value.valueStream().anyMatch(this::bindsWithin);
  }

  /** Writes what some code did, and how it ended. */
  void block(List<Frame.Item> items, @Nullable JsonNode returned, @Nullable JsonNode raised) {
    for (int i = 0; i < items.size(); i++) {
      switch (items.get(i)) {
        case Frame.Traced traced -> trace(prints.of(traced, Optional.ofNullable(looked), given));
        case Frame.Start(String thread) -> start(thread);
        case Frame.Join(String thread, boolean ended) ->
            state(names.ofThread(thread) + (ended ? ".join()" : ".join(timeout=1.0)"));
        case Frame.Give(Signal signal) -> express(values.ofSignal(signal) + ".release()");
        case Frame.Take(Signal signal, Optional<Duration> limit) ->
            i += take(signal, limit, next(items, i));
        case Frame.Look(String file) -> i += look(file, next(items, i));
        case Frame.Block(int on, Duration time) -> pass(values.ofAgent(on), time);
        case Frame.Call call when call.isReading() -> read(call, next(items, i));
        case Frame.Call _, Frame.Await _ -> i += write(items, i, raised);
      }
    }
    end(items, returned, raised);
  }

  private void trace(String line) {
    if (Prints.isComment(line)) {
      state(line);
    } else {
      express(line);
    }
    looked = null;
  }

  /** Lets time pass as the test does: until the clock of the loop says so. */
  private void pass(String loop, Duration time) {
    double seconds = time.toNanos() / 1e9;
    state("end = " + loop + ".time() + " + values.seconds(seconds));
    state("while " + loop + ".time() < end:");
    state(INDENT + "pass");
  }

  private static Frame.@Nullable Item next(List<Frame.Item> items, int place) {
    return place + 1 < items.size() ? items.get(place + 1) : null;
  }

  private void start(String thread) {
    String name = names.ofThread(thread);
    assign(name, "threading.Thread(target=run_" + name + ", daemon=True)");
    state(name + ".start()");
    values.needs().add("threading");
  }

  /** Waits for a signal; returns how many events after it tell whether it came. */
  private int take(Signal signal, Optional<Duration> limit, Frame.@Nullable Item next) {
    String timeout = limit.map(real -> "timeout=" + real.toNanos() / 1e9).orElse("");
    String code = values.ofSignal(signal) + ".acquire(" + timeout + ")";
    Optional<String> line =
        limit.isPresent() && next instanceof Frame.Traced traced
            ? Prints.ofFlag(code, traced.event())
            : Optional.empty();
    line.ifPresentOrElse(this::express, () -> state(code));
    return line.isPresent() ? 1 : 0;
  }

  /** Looks whether there is a file; returns how many events after it tell that. */
  private int look(String file, Frame.@Nullable Item next) {
    Optional<String> line =
        next instanceof Frame.Traced traced
            ? Prints.ofFlag(
                "os.path.exists(" + values.of(JsonNodeFactory.instance.stringNode(file)) + ")",
                traced.event())
            : Optional.empty();
    line.ifPresent(code -> {
      values.needs().add("os");
      express(code);
    });
    return line.isPresent() ? 1 : 0;
  }

  /** A reading of a clock, if what comes later is reckoned from it. */
  private void read(Frame.Call reading, Frame.@Nullable Item next) {
    if (prints.isNamed(reading)) {
      assign(names.ofReading(reading), calls.code(reading));
    }
    if (next instanceof Frame.Call later && later.isReading()) {
      double gone = Math.floor((later.read() - reading.read()) / MILLI) * MILLI;
      if (gone >= WORTH_A_SLEEP) {
        values.needs().add("time");
        state("time.sleep(" + values.seconds(Math.round(gone / MILLI) / 1e3) + ")");
      }
    }
  }

  /** Writes a call or an await; returns how many events after it are written with it. */
  private int write(List<Frame.Item> items, int place, @Nullable JsonNode raised) {
    Statement statement = calls.statement(items.get(place));
    if (statement == null) {
      return 0;
    }
    Frame.@Nullable Item next = next(items, place);
    if (!statement.answered() || isGivenUp(statement.raised())) {
      writeUnanswered(statement);
      return 0;
    }
    if (next == null && (statement.isClosed() || isSame(statement.raised(), raised))) {
      state(statement.code());
      return 0;
    }
    if (statement.isClosed()) {
      lines.addAll(
          List.of("try:", INDENT + statement.code(), "except GeneratorExit:", INDENT + "pass"));
      expression = false;
      return 0;
    }
    Frame.@Nullable Traced traced = next instanceof Frame.Traced event ? event : null;
    if (statement.raised() != null) {
      return writeRaised(statement, statement.raised(), traced) ? 1 : 0;
    }
    JsonNode ok = Objects.requireNonNull(statement.ok());
    if (isHandedOn(statement, ok, next)) {
      return 0;
    }
    boolean told = prints.isTold(items.subList(place + 1, items.size()));
    if (!told && ASK.contains(statement.method()) && !prints.isWordy() && !statement.isLast()) {
      return 0;
    }
    return writeResult(statement, ok, traced, told) ? 1 : 0;
  }

  /** Writes what did not return in the test, or ended it. */
  private void writeUnanswered(Statement statement) {
    boolean hangs = statement.answered() || values.isCut();
    if (hangs && !statement.isAwait() && values.mayExit()) {
      state("try:");
      state(INDENT + statement.code() + NO_RETURN);
      state(INDENT + prints.mark("it returned"));
      state("except BaseException as error:");
      state(INDENT + prints.extra(statement.code(), "repr(error)"));
      return;
    }
    // What the test did not see is seen where the loop goes on.
    String code =
        statement.isAwait() ? prints.extra(statement.code(), statement.code()) : statement.code();
    state(code + (hangs ? NO_RETURN : ""));
    if (hangs && !statement.isAwait()) {
      state(prints.mark("it returned"));
    }
  }

  /** Whether what a call gave is only handed on: it has a name then, or stands where it is used. */
  private boolean isHandedOn(Statement statement, JsonNode ok, Frame.@Nullable Item next) {
    if (MAKE_DESCRIPTORS.contains(statement.method())) {
      assign(calls.nameDescriptors(ok, names), statement.code());
      return true;
    }
    Optional<Integer> port = names.addresses().portGivenBy(statement);
    if (port.isPresent()) {
      assign(names.ofAddress(port.get()), statement.code());
      return true;
    }
    if (isForNext(ok, next)) {
      String code = statement.code();
      names.replace(
          ok.path(AGENT).asInt(),
          statement.isAwait() && isSubjectOf(ok, next) ? "(" + code + ")" : code);
      return true;
    }
    if (ok.isNull() && AgentCalls.asksForClass(next)) {
      calls.gaveNothing(statement.code());
      return true;
    }
    return false;
  }

  private boolean writeResult(
      Statement statement, JsonNode ok, Frame.@Nullable Traced traced, boolean told) {
    String code = statement.code();
    if (names.isBinding(ok) || bindsWithin(ok)) {
      String name = names.isBinding(ok) ? values.ofAgent(ok.path(AGENT).asInt()) : "result";
      if (name.equals("result")) {
        state(name + " = " + code);
      }
      bind(ok, names.isBinding(ok) ? code : name);
      looked = statement.as(name);
      if (statement.isLast()) {
        express(prints.extra(code, name));
      }
      return false;
    }
    Optional<String> line = traced == null ? Optional.empty() : prints.of(statement, traced);
    if (line.isPresent()) {
      express(line.get());
      return true;
    }
    boolean plain = ok.isBoolean() || ok.isIntegralNumber() || ok.isString();
    if ((plain && (told || prints.isWordy()))
        || (ok.isNull() && MAKES.matcher(statement.method()).matches() && values.hasMishap())
        || statement.isLast()
        || (statement.isAwait() && prints.isWordy())) {
      express(prints.extra(code, code));
      looked = null;
      return false;
    }
    express(code);
    expression = ok.isNull() || isIgnored;
    return false;
  }

  /** Whether an object is named in the next call or await and nowhere else. */
  private boolean isForNext(JsonNode ok, Frame.@Nullable Item next) {
    if (!names.isBinding(ok)
        || ok.path(KIND).asString("").equals("EventLoop")
        || names.isSocket(ok.path(AGENT).asInt())
        || names.agentUses(ok.path(AGENT).asInt()) != 1) {
      return false;
    }
    JsonNode number = ok.path(AGENT);
    return switch (next) {
      case Frame.Await await -> number.equals(await.on().path(AGENT));
      case Frame.Call call ->
          number.equals(call.request.path(ON))
              || call.request
                  .path(ARGS)
                  .valueStream()
                  .anyMatch(argument -> number.equals(argument.path(AGENT)));
      case null, default -> false;
    };
  }

  /** Whether something is done to an object, and it is not only an argument. */
  private static boolean isSubjectOf(JsonNode ok, Frame.@Nullable Item next) {
    return next instanceof Frame.Await
        || (next instanceof Frame.Call call && ok.path(AGENT).equals(call.request.path(ON)));
  }

  private boolean writeRaised(Statement statement, JsonNode raised, Frame.@Nullable Traced traced) {
    Optional<String> line =
        traced == null ? Optional.empty() : prints.ofRaised(raised, traced.event());
    state("try:");
    state(INDENT + statement.code());
    state("except " + Values.caught(raised) + " as error:");
    state(INDENT + line.orElseGet(() -> prints.extra(statement.code(), "repr(error)")));
    if (names.isBinding(raised)) {
      String name = values.ofAgent(raised.path(AGENT).asInt());
      bound.add(name);
      state(INDENT + name + " = error");
    }
    return line.isPresent();
  }

  private static boolean isSame(@Nullable JsonNode one, @Nullable JsonNode other) {
    if (one == null || other == null) {
      return false;
    }
    String owner = one.has(KIT) ? KIT : AGENT;
    return one.has(owner) && one.path(owner).equals(other.path(owner));
  }

  /** Whether the kit, or its clock, has ended a call that would not have returned. */
  private static boolean isGivenUp(@Nullable JsonNode raised) {
    return raised != null
        && (raised.path(EXCEPTION).path(0).asString("").startsWith("agent.")
            || raised.path(TYPE).asString("").startsWith("agent."));
  }

  private void end(List<Frame.Item> items, @Nullable JsonNode returned, @Nullable JsonNode raised) {
    if (raised != null) {
      boolean propagated = !items.isEmpty() && isSame(Calls.raisedBy(items.getLast()), raised);
      if (values.isMishap(raised)) {
        state("# Here the test could not go on.");
      } else if (!propagated && !isGivenUp(raised)) {
        state("raise " + values.of(raised));
      }
    } else if (returned != null && !returned.isNull()) {
      state(RETURN + values.returned(returned));
    }
  }
}
