package io.asynciotck.tck.cli;

import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A row of the matrix: an implementation that the kit is run on.
 *
 * @param name the name of its folder
 * @param interpreter the interpreter, for {@link Interpreters#find}; empty for the reference
 * @param timeout how long one test may take
 * @param options what there is to say of that Python
 */
record MatrixRow(
    String name, String interpreter, Duration timeout, UnaryOperator<PythonOptions> options) {
  private static final Duration USUAL = Target.DEFAULT_TIMEOUT;
  private static final String DEBIAN = "/usr/bin/python3";

  /** The rows, the reference first. */
  static List<MatrixRow> all() {
    return List.of(
        new MatrixRow("reference", "", USUAL, plain -> plain),
        python("3.8"),
        python("3.9"),
        python("3.10"),
        python("3.11"),
        python("3.12"),
        python("3.13"),
        python("3.14"),
        python("3.15"),
        new MatrixRow("pure-python", "3.13", USUAL, plain -> plain.without("_asyncio")),
        new MatrixRow("pypy", "pypy3", USUAL, plain -> plain),
        new MatrixRow("graalpy", "graalpy", USUAL, plain -> plain),
        new MatrixRow("uvloop", DEBIAN, USUAL, plain -> plain.withLoop("uvloop:new_event_loop")),
        new MatrixRow(
            "gbulb",
            DEBIAN,
            Duration.ofSeconds(10),
            plain -> plain.withLoop("gbulb:GLibEventLoop")),
        new MatrixRow(
            "nest_asyncio", DEBIAN, USUAL, plain -> plain.withSetup("nest_asyncio:apply")));
  }

  private static MatrixRow python(String version) {
    return new MatrixRow("cpython-" + version, version, USUAL, plain -> plain);
  }

  /** What it chooses, if that is there. */
  Optional<Choice> choice() {
    return interpreter.isEmpty()
        ? Optional.of(new JvmChoice(null, null))
        : Interpreters.find(interpreter)
            .map(found -> new PythonChoice(options.apply(PythonOptions.of(found.toString()))));
  }
}
