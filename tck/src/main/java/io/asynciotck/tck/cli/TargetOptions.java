package io.asynciotck.tck.cli;

import io.asynciotck.tck.bridge.PythonOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is tested. */
final class TargetOptions {
  private static final String SUFFIX = ".py";

  /** The interpreter where the command line names no implementation: that of the wheel. */
  static final String PYTHON_PROPERTY = "asyncio-tck.python";

  @Option(
      names = "--impl",
      paramLabel = "NAME",
      description = "A JVM loop, by the name that its provider gives it. Default: reference.")
  private @Nullable String name;

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description = "Folders and jars with further JVM loops, as java takes them.")
  private @Nullable String classPath;

  @Option(
      names = "--python",
      paramLabel = "EXE",
      description =
          "A Python interpreter; its asyncio is tested, with --loop another loop. Default, where"
              + " the kit is installed in a Python: that one.")
  private @Nullable String python;

  @Option(
      names = "--loop",
      paramLabel = "MODULE:FACTORY",
      description = "What makes the loop in that Python: uvloop:new_event_loop.")
  private @Nullable String loop;

  @Option(
      names = "--setup",
      paramLabel = "MODULE:FUNCTION",
      description = "Called in that Python before all else: nest_asyncio:apply. Repeatable.")
  private List<String> setup = List.of();

  @Option(
      names = "--block",
      paramLabel = "MODULE",
      description = "Cannot be imported in that Python: _asyncio, its accelerator. Repeatable.")
  private List<String> blocked = List.of();

  @Option(
      names = "--adapter",
      paramLabel = "MODULE|FILE.py",
      description =
          "A module that says how loops are made, set up, and given time, and what they do not do: "
              + "a file of your own, or one of those that are shipped, as for_qasync.")
  private @Nullable String adapter;

  @Option(
      names = "--path",
      paramLabel = "DIR",
      description = "Where that Python looks for modules first: that of an adapter. Repeatable.")
  private List<Path> paths = List.of();

  /** Where JVM loops are looked for. */
  ProviderPath path() {
    return ProviderPath.open(classPath);
  }

  /**
   * What they choose.
   *
   * @throws IllegalArgumentException if the options do not fit one another
   */
  Choice choice() {
    if (python != null) {
      refuse("--python", "--impl", name);
      refuse("--python", "--classpath", classPath);
      return python(python);
    }
    String around = System.getProperty(PYTHON_PROPERTY);
    if (around != null && name == null && classPath == null) {
      return python(around);
    }
    needsPython("--loop", loop != null);
    needsPython("--setup", !setup.isEmpty());
    needsPython("--block", !blocked.isEmpty());
    needsPython("--adapter", adapter != null);
    needsPython("--path", !paths.isEmpty());
    return new JvmChoice(name, classPath);
  }

  /**
   * What they choose when two things may be chosen at once, a Python and a JVM loop.
   *
   * @throws IllegalArgumentException if the options do not fit one another
   */
  List<Choice> choices() {
    return python != null && name != null
        ? List.of(python(python), new JvmChoice(name, classPath))
        : List.of(choice());
  }

  private static void refuse(String option, String other, @Nullable String value) {
    if (value != null) {
      throw new IllegalArgumentException(option + " and " + other + " do not go together");
    }
  }

  private static void needsPython(String option, boolean given) {
    if (given) {
      throw new IllegalArgumentException(option + " needs --python");
    }
  }

  private Choice python(String executable) {
    if (loop != null) {
      checkNamed("--loop", loop);
    }
    setup.forEach(function -> checkNamed("--setup", function));
    if (loop != null && adapter != null) {
      throw new IllegalArgumentException(
          "--loop and --adapter do not go together: the adapter makes the loops");
    }
    for (Path folder : paths) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException("--path takes a folder; there is none at " + folder);
      }
    }
    PythonOptions plain =
        PythonOptions.of(executable)
            .withPaths(paths)
            .withSetup(setup.toArray(String[]::new))
            .without(blocked.toArray(String[]::new));
    PythonOptions options = loop == null ? plain : plain.withLoop(loop);
    return new PythonChoice(adapter == null ? options : withAdapter(options, adapter));
  }

  /** An adapter is a module, or the file of one. */
  private static PythonOptions withAdapter(PythonOptions options, String adapter) {
    Path file = Path.of(adapter);
    if (!adapter.endsWith(SUFFIX)) {
      return options.withAdapter(adapter);
    }
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("--adapter: there is no file " + adapter);
    }
    List<Path> paths = new ArrayList<>(options.paths());
    paths.add(file.toAbsolutePath().getParent());
    String name = file.getFileName().toString();
    return options.withPaths(paths).withAdapter(name.substring(0, name.length() - SUFFIX.length()));
  }

  private static void checkNamed(String option, String name) {
    if (!name.matches("[^:]+:[^:]+")) {
      throw new IllegalArgumentException(
          option
              + " takes a module and what to call in it, as uvloop:new_event_loop; not `"
              + name
              + "`");
    }
  }
}
