package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.KIT;
import static io.asynciotck.tck.bridge.WireWords.METHODS;
import static io.asynciotck.tck.bridge.WireWords.OF;
import static io.asynciotck.tck.bridge.WireWords.RETURN;

import io.asynciotck.tck.bridge.ArgumentCountException;
import io.asynciotck.tck.bridge.KitKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What belongs to the test, as definitions: functions, coroutines, protocols, exceptions. */
final class Definitions {

  /** The methods by which protocols are told most, by their class. */
  private static final Map<String, List<String>> TOLD_METHODS =
      Map.of(
          "Protocol",
          List.of("connection_made", "data_received", "eof_received", "connection_lost"),
          "BufferedProtocol",
          List.of("connection_made", "buffer_updated", "eof_received", "connection_lost"),
          "DatagramProtocol",
          List.of("connection_made", "datagram_received", "error_received", "connection_lost"));

  private final Names names;
  private final Script script;
  private final Needs needs;
  private final Values values;
  private final Calls calls;
  private final Prints prints;
  private final List<String> objects = new ArrayList<>();

  Definitions(Names names, Script script, Needs needs, Values values, Calls calls, Prints prints) {
    this.names = names;
    this.script = script;
    this.needs = needs;
    this.values = values;
    this.calls = calls;
    this.prints = prints;
  }

  /** The lines of the module that do what the thread of the test did; they come last. */
  List<String> main() {
    return lines(script.main(), false);
  }

  private List<String> lines(Frame thread, boolean inFunction) {
    Writer writer = writer();
    writer.block(thread.items, null, lastRaised(thread));
    return writer.lines(inFunction);
  }

  /** What a thread has raised at its end; nobody is there to see it but the interpreter. */
  private static @Nullable JsonNode lastRaised(Frame frame) {
    return frame.items.isEmpty() ? null : Calls.raisedBy(frame.items.getLast());
  }

  /** The functions and classes: those of threads, and what is named by them and by the module. */
  String functions() {
    StringBuilder functions = new StringBuilder();
    script
        .otherThreads()
        .forEach((thread, frame) -> {
          if (thread.startsWith(Script.OTHER_THREAD)) {
            functions.append(
                function("def run_" + names.ofThread(thread) + "()", lines(frame, true)));
          }
        });
    Set<Integer> written = new LinkedHashSet<>();
    while (!written.containsAll(values.named())) {
      for (int number : values.named()) {
        if (written.add(number)) {
          functions.append(define(number));
        }
      }
    }
    return functions.toString();
  }

  /** The lines that make objects of them; known once all functions are. */
  List<String> objects() {
    List<String> all = new ArrayList<>(objects);
    names
        .paths()
        .forEach((path, name) ->
            all.add(
                name
                    + (Names.isFile(path) ? " = tempfile.mkstemp()[1]" : " = tempfile.mkdtemp()")));
    needs.signals().forEach(name -> all.add(name + " = threading.Semaphore(0)"));
    return all;
  }

  private Writer writer() {
    return new Writer(names, values, calls, prints, false);
  }

  private String define(int number) {
    JsonNode node = names.kitObject(number);
    return switch (KitKind.of(node)) {
      case COROUTINE -> coroutine(number);
      case COROUTINE_FUNCTION -> {
        String name = values.function(number);
        if (!script.runs(number).isEmpty()) {
          throw new NoProgramException("it calls a coroutine function of the test's");
        }
        yield function("async def " + name + "(*_)", List.of(prints.called(name)));
      }
      case EXCEPTION -> {
        objects.add(values.ofKit(number) + " = " + values.exception(node));
        yield "";
      }
      case FUNCTION -> callback(number);
      case PROTOCOL -> protocol(number);
      case TASK_FACTORY, KEYWORD_FUNCTION -> withKeywords(number);
      case EXECUTOR -> {
        if (names.kitUses(number) > 1) {
          objects.add(values.executorObject(number) + " = " + values.newExecutor(number));
        }
        yield callback(number);
      }
      case OBJECT, AWAITABLE, THREAD_POOL, TASK_CONSTRUCTOR -> {
        if (!script.runs(number).isEmpty()) {
          yield callback(number);
        }
        objects.add(values.object(number) + " = object()");
        yield "";
      }
    };
  }

  private static String function(String head, List<String> body) {
    return "\n\n" + head + ":\n" + String.join("\n", Writer.indented(body)) + "\n";
  }

  /**
   * What a function of the test's does, if it always does the same, and that is an expression.
   *
   * @param isIgnored whether nobody looks at what the function returns
   */
  Optional<String> expression(int number, boolean isIgnored) {
    List<Optional<String>> bodies =
        script.runs(number).stream()
            .map(run -> body(run, isIgnored).expression())
            .distinct()
            .toList();
    return bodies.size() == 1 ? bodies.getFirst() : Optional.empty();
  }

  private String callback(int number) {
    String name = values.function(number);
    Optional<WaitingRound> waiting = WaitingRound.of(script.runs(number));
    if (waiting.isPresent()) {
      return function("def " + name + "()", body(waiting.get()));
    }
    Runs runs = new Runs(name, name, List.of(), script.runs(number));
    List<List<String>> bodies = bodies(runs);
    return counter(runs, bodies)
        + function("def " + name + "(" + parameters(runs, bodies) + ")", body(runs, bodies));
  }

  private List<String> body(WaitingRound waiting) {
    return List.of(
        "if " + calls.code(waiting.isDone()) + ":",
        "    " + calls.code(waiting.atLast()),
        "else:",
        "    " + calls.code(waiting.again()));
  }

  /** A function that takes keywords, and is told of them as one more argument. */
  private String withKeywords(int number) {
    String name = values.function(number);
    Runs runs = new Runs(name, name, List.of("args += (kwargs,)"), script.runs(number));
    List<List<String>> bodies = bodies(runs);
    return counter(runs, bodies)
        + function("def " + name + "(*args, **kwargs)", body(runs, bodies));
  }

  /**
   * What a function or a method did.
   *
   * @param name its name
   * @param variable its name among those of the module
   * @param first what it does first each time
   */
  private record Runs(String name, String variable, List<String> first, List<Frame> all) {}

  private static String parameters(Runs runs, List<List<String>> bodies) {
    boolean plain =
        !runs.all.isEmpty() && runs.all.stream().allMatch(run -> run.arguments.isEmpty());
    return plain ? "" : Values.parameters(bodies.toString());
  }

  private static boolean differs(List<List<String>> bodies) {
    return bodies.stream().distinct().count() > 1;
  }

  /** A count of its calls, if it does something else each time. */
  private static String counter(Runs runs, List<List<String>> bodies) {
    return differs(bodies) ? "\n\n" + runs.variable + "_runs = itertools.count(1)\n" : "";
  }

  private List<String> body(Runs runs, List<List<String>> bodies) {
    if (bodies.isEmpty()) {
      return List.of(prints.called(runs.name));
    }
    return differs(bodies) ? cases(runs.variable, bodies) : bodies.getFirst();
  }

  /** A class with the methods that were called, and an object of it. */
  private String protocol(int number) {
    String object = values.protocol(number);
    String name = object.substring(0, 1).toUpperCase(Locale.ROOT) + object.substring(1);
    String base = names.kitObject(number).path(OF).asString("");
    List<String> lines = new ArrayList<>();
    if (script.isTold(number)) {
      lines.add("received = b\"\"");
    }
    StringBuilder counters = new StringBuilder();
    for (String method : methods(number, base)) {
      Runs runs = runs(number, object, method);
      List<List<String>> bodies =
          runs.all.isEmpty() && !runs.first.isEmpty() ? List.of(runs.first) : bodies(runs);
      counters.append(counter(runs, bodies));
      String parameters = parameters(runs, bodies);
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(
          "def " + method + (parameters.isEmpty() ? "(self):" : "(self, " + parameters + "):"));
      lines.addAll(
          Writer.indented(bodies.isEmpty() ? notCalled(base, method) : body(runs, bodies)));
    }
    objects.add(object + " = " + name + "()");
    return counters
        + function(
            "class " + name + "(asyncio." + base + ")", lines.isEmpty() ? List.of("pass") : lines);
  }

  /** The methods that the class of a protocol has. */
  private Set<String> methods(int protocol, String base) {
    Set<String> methods = new LinkedHashSet<>();
    script.runs(protocol).forEach(run -> methods.add(run.method));
    // A method that this loop does not call tells it from one that does.
    names.kitObject(protocol).path(METHODS).forEach(method -> methods.add(method.asString()));
    if (prints.isWordy()) {
      methods.addAll(TOLD_METHODS.getOrDefault(base, List.of()));
    }
    if (script.isTold(protocol)) {
      methods.add(Script.DATA_RECEIVED);
    }
    return methods;
  }

  /** What a method of a protocol did; one that is given data keeps it, if the test tells of it. */
  private Runs runs(int protocol, String object, String method) {
    boolean keeps = method.equals(Script.DATA_RECEIVED) && script.isTold(protocol);
    return new Runs(
        method,
        object + "_" + method,
        keeps ? List.of("self.received += args[0]") : List.of(),
        script.runs(protocol).stream().filter(run -> run.method.equals(method)).toList());
  }

  /** What a method does that the loop under test has not called: other loops may call it. */
  private List<String> notCalled(String base, String method) {
    String called = prints.mark(method + " is called");
    return base.equals(Preamble.POLICY_CLASS) && method.equals("new_event_loop")
        ? List.of(called, "return asyncio.SelectorEventLoop()")
        : List.of(called);
  }

  /** What a function did each time, except for a last time that was cut off. */
  private List<List<String>> bodies(Runs runs) {
    boolean cut = runs.all.size() > 1 && runs.all.getLast().answer == null;
    return runs.all.stream()
        .limit(cut ? runs.all.size() - 1 : runs.all.size())
        .map(run -> told(runs, run, body(run, false).lines(true)))
        .toList();
  }

  /** The lines of a function, with those that it needs before them. */
  private List<String> told(Runs runs, Frame run, List<String> lines) {
    List<String> first = new ArrayList<>(runs.first);
    if (isMiscounted(run)) {
      first.add(prints.extra(runs.name + " was called with arguments", "len(args)"));
    } else if (prints.isWordy()) {
      first.add(prints.mark(runs.name + " is called"));
    }
    if (first.isEmpty()) {
      return lines;
    }
    List<String> all = new ArrayList<>(lines);
    all.addAll(Writer.globals(lines.getFirst()).isEmpty() ? 0 : 1, first);
    all.remove("pass");
    return all;
  }

  /** Whether a function was called with a number of arguments that is not its own. */
  private boolean isMiscounted(Frame run) {
    return run.raised() != null
        && run.raised().has(KIT)
        && script
            .thrown(run.raised().path(KIT).asInt())
            .filter(ArgumentCountException.class::isInstance)
            .isPresent();
  }

  /** What a function did more often than anything else; empty if it did nothing twice. */
  private static List<String> mostCommon(List<List<String>> bodies) {
    return bodies.stream()
        .filter(body -> Writer.globals(body.getFirst()).isEmpty())
        .filter(body -> Collections.frequency(bodies, body) > 1)
        .max(Comparator.comparingInt(body -> Collections.frequency(bodies, body)))
        .orElse(List.of());
  }

  /** The body of a function that did something else each time. */
  private List<String> cases(String name, List<List<String>> bodies) {
    needs.add("itertools");
    Set<String> globals = new LinkedHashSet<>();
    List<String> cases = new ArrayList<>();
    List<String> common = mostCommon(bodies);
    for (int i = 0; i < bodies.size(); i++) {
      if (bodies.get(i).equals(common)) {
        continue;
      }
      List<String> body = new ArrayList<>(bodies.get(i));
      if (globals.addAll(Writer.globals(body.getFirst()))
          || !Writer.globals(body.getFirst()).isEmpty()) {
        body.removeFirst();
      }
      cases.add((cases.isEmpty() ? "if" : "elif") + " run == " + (i + 1) + ":");
      cases.addAll(Writer.indented(body));
    }
    if (!common.isEmpty()) {
      cases.add("else:");
      cases.addAll(Writer.indented(common));
    }
    cases.addFirst("run = next(" + name + "_runs)");
    if (!globals.isEmpty()) {
      cases.addFirst("global " + String.join(", ", globals));
    }
    return cases;
  }

  private Writer body(Frame run, boolean isIgnored) {
    Writer body = new Writer(names, values, calls, prints, isIgnored);
    body.begin(run.arguments);
    body.block(run.items, run.returned(), run.raised());
    return body;
  }

  private String coroutine(int number) {
    String name = values.coroutineFunction(number);
    if (names.kitUses(number) > 1) {
      objects.add(values.coroutineObject(number) + " = " + name + "()");
    }
    List<Frame.Item> items = new ArrayList<>();
    @Nullable JsonNode returned = null;
    @Nullable JsonNode raised = null;
    List<Frame> steps = script.runs(number);
    for (int i = 0; i < steps.size(); i++) {
      Frame step = steps.get(i);
      items.addAll(step.items);
      raised = step.raised();
      JsonNode rest = step.returned();
      String word = rest == null ? "" : rest.path(0).asString("");
      if (rest != null && word.equals(RETURN)) {
        returned = rest.path(1);
      } else if (rest != null && !word.isEmpty()) {
        Frame next = i + 1 < steps.size() ? steps.get(i + 1) : null;
        items.add(new Frame.Await(word, rest.path(1), next));
      }
    }
    Writer body = writer();
    body.block(items, returned, raised);
    if (steps.isEmpty()) {
      return function("async def " + name + "()", List.of(prints.called(name)));
    }
    return function("async def " + name + "()", body.lines(true));
  }
}
