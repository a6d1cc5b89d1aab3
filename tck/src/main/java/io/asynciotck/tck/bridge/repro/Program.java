package io.asynciotck.tck.bridge.repro;

import io.asynciotck.tck.bridge.PythonOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A recording, written as a Python program. */
final class Program {
  private static final Set<String> MAKE_LOOPS = Set.of("run", "Runner", "get_event_loop");

  /** What a program may need, by the word for it in {@link Values#needed}. */
  private static final Map<String, String> PRELUDE =
      new TreeMap<>(
          Map.of(
              "Boom",
              "class Boom(Exception):\n    pass\n",
              "BoomError",
              "class BoomError(BaseException):\n    pass\n",
              "Suspend",
              """
              class Suspend:
                  def __init__(self, on):
                      self.on = on

                  def __await__(self):
                      if self.on is not None:
                          self.on._asyncio_future_blocking = True
                      return (yield self.on)
              """,
              "step",
              """
              def step(method, value):
                  try:
                      return "suspend", method(value)
                  except StopIteration as stop:
                      return "return", stop.value
              """));

  private final PythonOptions options;
  private final List<Recording.Line> lines;
  private final Names names;
  private final Script script;
  private final boolean virtual;
  private final Values values;

  private Program(Recording recording, PythonOptions options) {
    this.options = options;
    lines = recording.lines();
    names = new Names(lines);
    script = new Script(lines, names);
    virtual = !lines.isEmpty() && lines.getFirst().message().path("args").path(0).asBoolean(false);
    values = new Values(names, script, virtual);
  }

  /**
   * Writes the program.
   *
   * @param heading what its first lines say, as comments
   * @throws NoProgramException if it cannot be written
   */
  static String of(Recording recording, PythonOptions options, List<String> heading) {
    return new Program(recording, options).text(heading);
  }

  private String text(List<String> heading) {
    Writer main = writer();
    main.block(script.main().items, null, null);
    StringBuilder functions = new StringBuilder();
    script
        .otherThreads()
        .forEach((thread, frame) -> {
          if (thread.startsWith("thread")) {
            Writer body = writer();
            body.block(frame.items, null, null);
            functions.append(function("def run_" + Writer.nameOf(thread) + "()", body.lines(true)));
          }
        });
    List<String> objects = new ArrayList<>();
    Set<Integer> written = new LinkedHashSet<>();
    while (!written.containsAll(values.named)) {
      for (int number : List.copyOf(values.named)) {
        if (written.add(number)) {
          functions.append(define(number, objects));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    comments(heading).forEach(line -> text.append("# ").append(line).append('\n'));
    imports(text);
    values.needed.stream()
        .sorted()
        .filter(PRELUDE::containsKey)
        .forEach(need -> text.append("\n\n").append(PRELUDE.get(need)));
    text.append(functions).append("\n\n");
    objects.forEach(line -> text.append(line).append('\n'));
    main.lines(false).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private List<String> comments(List<String> heading) {
    List<String> all = new ArrayList<>(heading);
    if (virtual) {
      all.add(
          "The test runs by a clock of its own; a second of it is "
              + Values.VIRTUAL_SECOND
              + " s here.");
    }
    if (!script.otherThreads().isEmpty()) {
      all.add("The test uses several threads; how they take turns is left to chance here.");
    }
    return all;
  }

  private void imports(StringBuilder text) {
    if (!options.blocked().isEmpty()) {
      text.append("import sys\n\n");
      options
          .blocked()
          .forEach(
              name -> text.append("sys.modules[").append(Values.text(name)).append("] = None\n"));
    }
    text.append("import asyncio\n");
    values.needed.stream()
        .filter(need -> !PRELUDE.containsKey(need))
        .sorted()
        .forEach(module -> text.append("import ").append(module).append('\n'));
    options.setup().forEach(path -> text.append("import ").append(module(path)).append('\n'));
    options.loop().ifPresent(path -> text.append("import ").append(module(path)).append('\n'));
    options.setup().forEach(path -> text.append('\n').append(call(path)).append('\n'));
    if (options.loop().isPresent() && makesLoops()) {
      text.append(
          """


          class Policy(asyncio.DefaultEventLoopPolicy):
              def new_event_loop(self):
                  return %s


          asyncio.set_event_loop_policy(Policy())
          """
              .formatted(call(options.loop().get())));
    }
  }

  private boolean makesLoops() {
    return lines.stream()
        .anyMatch(line -> MAKE_LOOPS.contains(line.message().path("name").asString("")));
  }

  private static String module(String path) {
    return path.substring(0, path.indexOf(':'));
  }

  private static String call(String path) {
    return path.replace(':', '.') + "()";
  }

  private Writer writer() {
    return new Writer(
        names, values, options.loop().map(Program::call).orElse("asyncio.new_event_loop()"));
  }

  private String define(int number, List<String> objects) {
    JsonNode node = names.kitObject(number);
    return switch (node.path("kind").asString("")) {
      case "coroutine" -> coroutine(number, objects);
      case "exception" -> {
        if (names.kitUses(number) > 1) {
          objects.add(names.ofKit(number, "boom") + " = " + values.exception(node));
        }
        yield "";
      }
      case "function" -> callback(number);
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

  private String callback(int number) {
    List<Frame> runs = script.runs(number);
    String name = values.function(number);
    List<List<String>> bodies = runs.stream().map(run -> body(run).lines(true)).toList();
    boolean plain = !runs.isEmpty() && runs.stream().allMatch(run -> run.arguments.isEmpty());
    String head = "def " + name + (plain ? "()" : "(*args)");
    long different = bodies.stream().distinct().count();
    if (different <= 1) {
      return function(head, bodies.isEmpty() ? List.of("pass") : bodies.getFirst());
    }
    values.needed.add("itertools");
    List<String> all = new ArrayList<>(List.of("run = next(" + name + "_runs)"));
    Set<String> globals = new LinkedHashSet<>();
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      List<String> body = new ArrayList<>(bodies.get(i));
      if (body.getFirst().startsWith("global ")) {
        globals.addAll(List.of(body.removeFirst().substring("global ".length()).split(", ")));
      }
      cases.add("if run == " + (i + 1) + ":");
      cases.addAll(Writer.indented(body));
    }
    if (!globals.isEmpty()) {
      all.addFirst("global " + String.join(", ", globals));
    }
    all.addAll(cases);
    return "\n\n" + name + "_runs = itertools.count(1)" + function(head, all);
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
      if (word.equals("return")) {
        returned = rest == null ? null : rest.path(1);
      } else if (rest != null) {
        Frame next = i + 1 < steps.size() ? steps.get(i + 1) : null;
        items.add(new Frame.Await(word, rest.path(1), next));
      }
    }
    Writer body = writer();
    body.block(items, returned, raised);
    return function("async def " + name + "()", body.lines(true));
  }
}
