package io.asynciotck.tck.implementations;

import io.asynciotck.tck.bridge.PythonOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A loop that the kit knows, as a row of the matrix.
 *
 * @param name the name of the row
 * @param home the name of the file that describes it
 * @param provider the name of its provider, if it is a loop of this JVM
 * @param interpreter where its Python may be; empty for a loop of this JVM
 * @param module the module that this Python must have; empty for none
 * @param packages where it can be had, for people: {@code Debian: python3-uvloop}
 * @param start how it is started, but for the interpreter
 * @param timeout how long one test may take
 */
public record Row(
    String name,
    String home,
    Optional<String> provider,
    Optional<String> interpreter,
    Optional<String> module,
    List<String> packages,
    Start start,
    Duration timeout) {

  /** Copies the list. */
  public Row {
    packages = List.copyOf(packages);
  }

  /**
   * How a Python loop is started.
   *
   * @param loop what makes it, as {@code MODULE:CALLABLE}; empty for asyncio's own
   * @param setup what is called before all else, as {@code MODULE:FUNCTION}
   * @param blocked modules that cannot be imported
   * @param adapter the module that adapts the loop to the kit; empty for none
   */
  record Start(
      Optional<String> loop, List<String> setup, List<String> blocked, Optional<String> adapter) {

    PythonOptions with(Path interpreter) {
      PythonOptions options =
          PythonOptions.of(interpreter.toString())
              .withSetup(setup.toArray(String[]::new))
              .without(blocked.toArray(String[]::new));
      options = loop.isPresent() ? options.withLoop(loop.get()) : options;
      return adapter.isPresent() ? options.withAdapter(adapter.get()) : options;
    }
  }

  /** Returns where it can be had, in parentheses after a space; nothing if that is not known. */
  public String source() {
    return packages.isEmpty() ? "" : " (" + String.join(", ", packages) + ")";
  }

  /** Returns how its Python is started, if one is installed here that has the loop. */
  public Optional<PythonOptions> python() {
    return interpreter
        .flatMap(place -> Interpreters.find(place, home))
        .filter(found -> module.isEmpty() || Interpreters.hasModule(found, module.get()))
        .map(start::with);
  }
}
