package io.asynciotck.tck.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the matrix: an implementation that the kit is held against.
 *
 * @param name the name of its folder
 * @param interpreter the interpreter, for {@link Interpreters#find}; empty for the reference
 * @param options what `run` gets beside the interpreter
 */
record MatrixRow(String name, String interpreter, List<String> options) {
  private static final String DEBIAN = "/usr/bin/python3";

  /** The rows, the reference first. */
  static List<MatrixRow> all() {
    return List.of(
        new MatrixRow("reference", "", List.of()),
        python("3.8"),
        python("3.9"),
        python("3.10"),
        python("3.11"),
        python("3.12"),
        python("3.13"),
        python("3.14"),
        python("3.15"),
        new MatrixRow("pure-python", "3.13", List.of("--block", "_asyncio")),
        new MatrixRow("pypy", "pypy3", List.of()),
        new MatrixRow("graalpy", "graalpy", List.of()),
        new MatrixRow("uvloop", DEBIAN, List.of("--loop", "uvloop:new_event_loop")),
        new MatrixRow("gbulb", DEBIAN, List.of("--loop", "gbulb:GLibEventLoop", "--timeout", "10")),
        new MatrixRow("nest_asyncio", DEBIAN, List.of("--setup", "nest_asyncio:apply")));
  }

  private static MatrixRow python(String version) {
    return new MatrixRow("cpython-" + version, version, List.of());
  }

  /**
   * The arguments of `run`, if the interpreter is there.
   *
   * @param selection the options that choose rules
   */
  Optional<List<String>> arguments(Path out, List<String> selection) {
    List<String> arguments = new ArrayList<>(List.of("run", "--out", out.toString()));
    arguments.addAll(selection);
    if (interpreter.isEmpty()) {
      return Optional.of(arguments);
    }
    return Interpreters.find(interpreter)
        .map(found -> {
          arguments.addAll(List.of("--python", found.toString()));
          arguments.addAll(options);
          return arguments;
        });
  }
}
