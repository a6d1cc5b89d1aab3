package io.asynciotck.tck.repro;

import io.asynciotck.tck.bridge.ArgumentCountException;
import io.asynciotck.tck.bridge.PythonOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A recording, written as a Python program. */
final class ProgramText {

  /**
   * A program.
   *
   * @param text its text
   * @param extras how lines begin that it prints, and that the test has not traced
   * @param observed the events for which it prints what the test has looked at
   * @param untold the events for which it prints nothing
   * @param bases the bases of the classes of exceptions that the test has seen, by name
   * @param isCut whether the test was cut off
   */
  record Written(
      String text,
      Set<String> extras,
      Set<String> observed,
      Set<String> untold,
      Map<String, List<String>> bases,
      boolean isCut) {}

  /** A test that does too much may still do it in few lines, again and again. */
  private static final int LONGEST_OF_MANY = 200;

  private final PythonOptions options;
  private final List<Recording.Line> lines;
  private final Names names;
  private final Script script;
  private final boolean scaled;
  private final boolean ownClock;
  private final Needs needs = new Needs();
  private final Values values;
  private final Calls calls;
  private final Prints prints;

  private ProgramText(
      Recording.Taken recording, Names names, PythonOptions options, Style style, boolean stuck) {
    @Nullable JsonNode last = stuck ? recording.lastAnswer().orElse(null) : null;
    this.ownClock = style.ownClock;
    this.options = options;
    this.lines = recording.lines();
    this.names = names;
    script = new Script(recording, names);
    boolean advances = recording.isVirtual() && options.adapter().isPresent();
    scaled = recording.isVirtual() && !style.ownClock && !advances;
    Calls.Clock clock =
        new Calls.Clock(ownClock, advances ? Preamble.ofAdapter(options, "advance") : "");
    values = new Values(names, script, needs, scaled, style.isWordy, this::expression);
    calls =
        new Calls(
            names, values, script.readings(), Preamble.newLoop(options, ownClock), clock, last);
    prints = new Prints(names, values, calls, script.readings(), style.isWordy);
  }

  /**
   * Writes the program.
   *
   * @param heading what its first lines say, as comments
   * @param style whether it brings a clock like that of the test, and how much it says
   * @param stuck whether the test could not go on with what its last call gave, so that it is told
   * @throws NoProgramException if it cannot be written
   */
  static Written of(
      Recording.Taken recording,
      PythonOptions options,
      List<String> heading,
      Style style,
      boolean stuck) {
    List<Recording.Line> lines = recording.lines();
    Names draft = new Names(lines);
    new ProgramText(recording, draft, options, style, stuck).text(heading);
    ProgramText fair = new ProgramText(recording, draft.after(lines), options, style, stuck);
    String text = fair.text(heading);
    if (recording.isTooLong() && text.lines().count() > LONGEST_OF_MANY) {
      throw new NoProgramException(
          "the test makes more than " + Recording.LIMIT / 2 + " calls, which do not repeat");
    }
    Prints prints = fair.prints;
    return new Written(
        text,
        prints.extras(),
        prints.observed(),
        prints.untold(),
        prints.bases(),
        text.contains(Writer.NO_RETURN));
  }

  private String text(List<String> heading) {
    Writer main = writer();
    main.block(script.main().items, null, lastRaised(script.main()));
    StringBuilder functions = new StringBuilder();
    script
        .otherThreads()
        .forEach((thread, frame) -> {
          if (thread.startsWith(Script.OTHER_THREAD)) {
            Writer body = writer();
            body.block(frame.items, null, lastRaised(frame));
            functions.append(
                function("def run_" + names.ofThread(thread) + "()", body.lines(true)));
          }
        });
    List<String> objects = new ArrayList<>();
    define(functions, objects);
    needs.signals().forEach(name -> objects.add(name + " = threading.Semaphore(0)"));
    StringBuilder code = new StringBuilder(functions).append("\n\n");
    objects.forEach(line -> code.append(line).append('\n'));
    main.lines(false).forEach(line -> code.append(line).append('\n'));
    if (code.indexOf("asyncio.") >= 0) {
      needs.add("asyncio");
    }
    StringBuilder text = new StringBuilder();
    comments(heading).forEach(line -> text.append(("# " + line).strip()).append('\n'));
    String before = Preamble.of(options, needs, ownClock, makesLoops());
    boolean defines = before.contains("\n    ") || !functions.isEmpty();
    return text.append(before).append(defines ? code : code.substring(1)).toString();
  }

  /** What a thread has raised at its end; nobody is there to see it but the interpreter. */
  private static @Nullable JsonNode lastRaised(Frame frame) {
    return frame.items.isEmpty() ? null : Calls.raisedBy(frame.items.getLast());
  }

  private List<String> comments(List<String> heading) {
    List<String> all = new ArrayList<>(heading);
    if (scaled && values.seesTime()) {
      all.add("A second by the clock of the test is " + Values.VIRTUAL_SECOND + " s here.");
    }
    if (ownClock) {
      all.add("The program brings a clock of its own, which jumps to the next timer.");
    }
    if (!script.otherThreads().isEmpty()) {
      all.add("Where threads do not wait for one another, how they take turns is left to chance.");
    }
    return all;
  }

  private boolean makesLoops() {
    return lines.stream()
        .anyMatch(line -> Preamble.MAKE_LOOPS.contains(line.message().path("name").asString("")));
  }

  private Writer writer() {
    return new Writer(names, values, calls, prints);
  }

  /** Defines what is named, and what that names. */
  private void define(StringBuilder functions, List<String> objects) {
    Set<Integer> written = new LinkedHashSet<>();
    while (!written.containsAll(values.named)) {
      for (int number : List.copyOf(values.named)) {
        if (written.add(number)) {
          functions.append(define(number, objects));
        }
      }
    }
  }

  private String define(int number, List<String> objects) {
    JsonNode node = names.kitObject(number);
    return switch (node.path("kind").asString("")) {
      case "coroutine" -> coroutine(number, objects);
      case "exception" -> {
        objects.add(values.ofKit(number) + " = " + values.exception(node));
        yield "";
      }
      case "function" -> callback(number);
      case "executor" -> {
        if (names.kitUses(number) > 1) {
          objects.add(values.executorObject(number) + " = " + values.newExecutor(number));
        }
        yield callback(number);
      }
      default -> {
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

  /** What a function of the test's does, if it always does the same, and that is an expression. */
  private Optional<String> expression(int number) {
    List<Optional<String>> bodies =
        script.runs(number).stream().map(run -> body(run).expression()).distinct().toList();
    return bodies.size() == 1 ? bodies.getFirst() : Optional.empty();
  }

  private String callback(int number) {
    List<Frame> runs = script.runs(number);
    String name = values.function(number);
    List<List<String>> bodies = bodies(number, runs);
    boolean plain = !runs.isEmpty() && runs.stream().allMatch(run -> run.arguments.isEmpty());
    boolean unused = bodies.stream().noneMatch(body -> body.toString().contains("args"));
    String head = "def " + name + (plain ? "()" : unused ? "(*_)" : "(*args)");
    long different = bodies.stream().distinct().count();
    return different <= 1
        ? function(head, bodies.isEmpty() ? List.of(prints.called(name)) : bodies.getFirst())
        : "\n\n" + name + "_runs = itertools.count(1)\n" + function(head, cases(name, bodies));
  }

  /** What a function did each time, except for a last time that was cut off. */
  private List<List<String>> bodies(int number, List<Frame> runs) {
    boolean cut = runs.size() > 1 && runs.getLast().answer == null;
    return runs.stream()
        .limit(cut ? runs.size() - 1 : runs.size())
        .map(run -> told(number, run, body(run).lines(true)))
        .toList();
  }

  /** The lines of a function, with one that says that it is called if there has to be one. */
  private List<String> told(int number, Frame run, List<String> lines) {
    boolean counts =
        run.raised() != null
            && run.raised().has("kit")
            && script
                .thrown(run.raised().path("kit").asInt())
                .filter(ArgumentCountException.class::isInstance)
                .isPresent();
    if (!counts && !prints.isWordy()) {
      return lines;
    }
    String name = values.function(number);
    List<String> all = new ArrayList<>(lines);
    boolean global = !Writer.globals(lines.getFirst()).isEmpty();
    all.add(
        global ? 1 : 0,
        counts
            ? prints.extra(name + " was called with arguments", "len(args)")
            : prints.mark(name + " is called"));
    all.remove("pass");
    return all;
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

  private Writer body(Frame run) {
    Writer body = writer();
    for (int i = 0; i < run.arguments.size(); i++) {
      body.bind(run.arguments.get(i), "args[" + i + "]");
    }
    body.block(run.items, run.returned(), run.raised());
    return body;
  }

  private String coroutine(int number, List<String> objects) {
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
      if (rest != null && word.equals("return")) {
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
