package io.asynciotck.tck.repro;

import io.asynciotck.tck.bridge.Adapters;
import io.asynciotck.tck.bridge.PythonOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first lines of a program: what it imports, sets up and defines for itself. */
final class Preamble {

  /** What makes a loop by the policy, so that the policy has to know the loop under test. */
  static final Set<String> MAKE_LOOPS =
      Set.of(
          "run",
          "get_event_loop",
          "get_event_loop_policy",
          "set_event_loop_policy",
          "hear_deprecations");

  /** What asks a policy for a loop. */
  static final String OF_POLICY = "asyncio.new_event_loop()";

  /** The class of the policies that a test has made. */
  static final String POLICY_CLASS = "AbstractEventLoopPolicy";

  /** A definition, with its name: a line that begins one, and all that is indented below. */
  private static final Pattern DEFINITION =
      Pattern.compile("^(?:class|(?:async )?def) (\\w+).*\\n(?:(?: .*)?\\n)*", Pattern.MULTILINE);

  /** What a program may have to define, by the word for it in {@link Needs}. */
  static final Map<String, String> DEFINITIONS = definitions();

  private static Map<String, String> definitions() {
    Map<String, String> all = new TreeMap<>();
    Matcher matcher = DEFINITION.matcher(PythonFiles.text("program_definitions.py"));
    while (matcher.find()) {
      all.put(matcher.group(1), matcher.group().stripTrailing() + "\n");
    }
    return all;
  }

  /** The word for a clock that says how coarse it is. */
  static final String RESOLUTION = "resolution";

  /** A loop whose clock jumps to the next timer, made of what is public. */
  private static final String VIRTUAL_LOOP =
      """


      class Clock(selectors.DefaultSelector):
          now = 1000.0

          def select(self, timeout=None):
              ready = super().select(timeout and 0)
              if timeout and not ready:
                  Clock.now += timeout  # instead of waiting
              return ready


      class Loop(BASE):
          def __init__(self):
              super().__init__(selector=Clock())

          def time(self):
              return Clock.now
      """;

  private static final String POLICY =
      """


      class Policy(asyncio.DefaultEventLoopPolicy):
          def new_event_loop(self):
              return NEW_LOOP


      asyncio.set_event_loop_policy(Policy())
      """;

  /** What the `begin` of an adapter is told. */
  private static final String TEST =
      "types.SimpleNamespace(id=\"program\", rules=[], threads=False)";

  private static final String NOW = "    now = 1000.0\n";
  private static final String INIT = "        super().__init__(selector=Clock())\n";

  private Preamble() {}

  /** What makes the loop under test. */
  static String newLoop(PythonOptions options, boolean virtual) {
    return virtual ? "Loop()" : newLoop(options);
  }

  private static String newLoop(PythonOptions options) {
    if (options.hosted()) {
      return "asyncio.get_running_loop()";
    }
    if (options.adapter().isPresent()) {
      return ofAdapter(options, "new_event_loop") + "()";
    }
    return options.loop().map(Preamble::call).orElse(OF_POLICY);
  }

  /** Something that an adapter defines: one that is shipped stands in the program itself. */
  static String ofAdapter(PythonOptions options, String name) {
    boolean inline = options.adapter().flatMap(Adapters::source).isPresent();
    return inline ? name : "adapter." + name;
  }

  /** The adapter, and what it wants to be called before all else. */
  private static String adapter(String name) {
    Optional<String> source = Adapters.source(name);
    if (source.isEmpty()) {
      return "import %s as adapter\n\n".formatted(name)
          + "kept = getattr(adapter, \"setup\", lambda: None)()\n"
          + "getattr(adapter, \"begin\", lambda test: None)(%s)\n".formatted(TEST);
    }
    StringBuilder text = new StringBuilder("\n").append(source.get().strip()).append("\n\n\n");
    if (source.get().contains("def setup(")) {
      text.append("kept = setup()\n");
    }
    if (source.get().contains("def begin(")) {
      text.append("begin(").append(TEST).append(")\n");
    }
    return text.toString();
  }

  private static String call(String path) {
    return path.replace(':', '.') + "()";
  }

  private static String module(String path) {
    return path.substring(0, path.indexOf(':'));
  }

  /**
   * Writes them.
   *
   * @param needs modules and definitions
   * @param virtual whether the program brings a clock
   * @param makesLoops whether asyncio makes loops by itself
   */
  static String of(PythonOptions options, Needs needs, boolean virtual, boolean makesLoops) {
    boolean foreign = options.loop().isPresent() || options.adapter().isPresent();
    boolean policy = makesLoops && (virtual || foreign);
    StringBuilder text = new StringBuilder(system(options));
    modules(options, needs, virtual, policy)
        .forEach(module -> text.append("import ").append(module).append('\n'));
    options.adapter().ifPresent(name -> text.append(adapter(name)));
    options.setup().forEach(path -> text.append('\n').append(call(path)).append('\n'));
    if (virtual) {
      String own =
          options.loop().isPresent()
              ? "type(" + newLoop(options) + ")"
              : "asyncio.SelectorEventLoop";
      text.append(virtualLoop(own, needs.contains(RESOLUTION)));
    }
    if (policy) {
      text.append(POLICY.replace("NEW_LOOP", newLoop(options, virtual)));
    }
    DEFINITIONS.forEach((name, definition) -> {
      if (needs.contains(name)) {
        text.append("\n\n").append(definition);
      }
    });
    return text.toString();
  }

  /** What has to be done before anything is imported. */
  private static String system(PythonOptions options) {
    if (options.blocked().isEmpty() && options.paths().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("import sys\n\n");
    options
        .paths()
        .forEach(folder ->
            text.append("sys.path.insert(0, ")
                .append(Values.text(folder.toAbsolutePath().toString()))
                .append(")\n"));
    options
        .blocked()
        .forEach(
            name -> text.append("sys.modules[").append(Values.text(name)).append("] = None\n"));
    return text.append('\n').toString();
  }

  private static Set<String> modules(
      PythonOptions options, Needs needs, boolean virtual, boolean policy) {
    Set<String> modules = new TreeSet<>(needs.words());
    modules.removeAll(DEFINITIONS.keySet());
    modules.remove(RESOLUTION);
    if (options.adapter().isPresent()) {
      modules.add("types");
    }
    if (virtual) {
      modules.add("selectors");
    }
    if (policy || (virtual && options.loop().isEmpty())) {
      modules.add("asyncio");
    }
    options.setup().forEach(path -> modules.add(module(path)));
    options.loop().ifPresent(path -> modules.add(module(path)));
    return modules;
  }

  private static String virtualLoop(String base, boolean tellsResolution) {
    String text = VIRTUAL_LOOP.replace("BASE", base);
    return tellsResolution
        ? text.replace(NOW, NOW + "    resolution = None\n")
            .replace(
                INIT,
                INIT
                    + "        if Clock.resolution is not None:\n"
                    + "            # There is no public way to say how coarse a clock is.\n"
                    + "            self._clock_resolution = Clock.resolution\n")
        : text;
  }
}
