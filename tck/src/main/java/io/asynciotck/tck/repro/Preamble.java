package io.asynciotck.tck.repro;

import io.asynciotck.tck.bridge.PythonOptions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The first lines of a program: what it imports, sets up and defines for itself. */
final class Preamble {

  /** What makes a loop by the policy, so that the policy has to know the loop under test. */
  static final Set<String> MAKE_LOOPS = Set.of("run", "get_event_loop");

  /** What a program may have to define, by the word for it in {@link Needs}. */
  static final Map<String, String> DEFINITIONS =
      new TreeMap<>(
          Map.of(
              "Boom",
              "class Boom(Exception):\n    pass\n",
              "BoomError",
              "class BoomError(BaseException):\n    pass\n",
              "Executor",
              """
              class Executor(concurrent.futures.Executor):
                  def __init__(self, execute):
                      self.execute = execute

                  def submit(self, function, *args, **kwargs):
                      future = concurrent.futures.Future()

                      def work():
                          if future.set_running_or_notify_cancel():
                              try:
                                  future.set_result(function(*args, **kwargs))
                              except BaseException as error:
                                  future.set_exception(error)

                      self.execute(work)
                      return future
              """,
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

  private static final String NOW = "    now = 1000.0\n";
  private static final String INIT = "        super().__init__(selector=Clock())\n";

  private Preamble() {}

  /** What makes the loop under test. */
  static String newLoop(PythonOptions options, boolean virtual) {
    return virtual ? "Loop()" : newLoop(options);
  }

  private static String newLoop(PythonOptions options) {
    return options.loop().map(Preamble::call).orElse("asyncio.new_event_loop()");
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
    StringBuilder text = new StringBuilder();
    if (!options.blocked().isEmpty()) {
      text.append("import sys\n\n");
      options
          .blocked()
          .forEach(
              name -> text.append("sys.modules[").append(Values.text(name)).append("] = None\n"));
      text.append('\n');
    }
    Set<String> modules = new TreeSet<>(needs.words());
    modules.removeAll(DEFINITIONS.keySet());
    modules.remove(RESOLUTION);
    boolean policy = makesLoops && (virtual || options.loop().isPresent());
    if (virtual) {
      modules.add("selectors");
    }
    if (policy || (virtual && options.loop().isEmpty())) {
      modules.add("asyncio");
    }
    options.setup().forEach(path -> modules.add(module(path)));
    options.loop().ifPresent(path -> modules.add(module(path)));
    modules.forEach(module -> text.append("import ").append(module).append('\n'));
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
