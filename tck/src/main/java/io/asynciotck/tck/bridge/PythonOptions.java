package io.asynciotck.tck.bridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a Python.
 *
 * @param command the interpreter, with its own options if there are any
 * @param loop {@code MODULE:FACTORY} of the loop under test; empty for asyncio's own
 * @param setup functions, as {@code MODULE:FUNCTION}, that the agent calls before all else
 * @param blocked modules that cannot be imported, such as {@code _asyncio} for asyncio without its
 *     accelerator
 * @param adapter the module that says how loops are made and what they do not do, or the name of an
 *     adapter that is shipped
 * @param hosted whether the adapter runs loops inside of something, as an agent has found
 * @param paths folders in which modules are looked for first
 * @param environment environment variables of the process, with their values
 * @param startTimeout how long the agent may take to be there
 */
public record PythonOptions(
    List<String> command,
    Optional<String> loop,
    List<String> setup,
    List<String> blocked,
    Optional<String> adapter,
    boolean hosted,
    List<Path> paths,
    Map<String, String> environment,
    Duration startTimeout) {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

  /** Keeps what was given. */
  public PythonOptions {
    command = List.copyOf(command);
    setup = List.copyOf(setup);
    blocked = List.copyOf(blocked);
    paths = List.copyOf(paths);
    environment = Map.copyOf(environment);
  }

  /** Asyncio's own loop of an interpreter. */
  public static PythonOptions of(String python) {
    return new PythonOptions(
        List.of(python),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        false,
        List.of(),
        Map.of(),
        START_TIMEOUT);
  }

  /** Asyncio's own loop of the same interpreter, with nothing changed. */
  public PythonOptions ofAsyncio() {
    return new PythonOptions(
        command,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        false,
        List.of(),
        environment,
        startTimeout);
  }

  /** The same with another loop, as {@code MODULE:FACTORY}. */
  public PythonOptions withLoop(String factory) {
    return new PythonOptions(
        command,
        Optional.of(factory),
        setup,
        blocked,
        adapter,
        hosted,
        paths,
        environment,
        startTimeout);
  }

  /** The same with a function, as {@code MODULE:FUNCTION}, that is called first. */
  public PythonOptions withSetup(String... functions) {
    return new PythonOptions(
        command,
        loop,
        List.of(functions),
        blocked,
        adapter,
        hosted,
        paths,
        environment,
        startTimeout);
  }

  /** The same without some modules. */
  public PythonOptions without(String... modules) {
    return new PythonOptions(
        command, loop, setup, List.of(modules), adapter, hosted, paths, environment, startTimeout);
  }

  /** The same with an adapter. */
  public PythonOptions withAdapter(String module) {
    return new PythonOptions(
        command,
        loop,
        setup,
        blocked,
        Optional.of(module),
        hosted,
        paths,
        environment,
        startTimeout);
  }

  /** The same with an adapter that runs loops inside of something. */
  public PythonOptions withHost() {
    return new PythonOptions(
        command, loop, setup, blocked, adapter, true, paths, environment, startTimeout);
  }

  /** The same with folders in which modules are looked for first. */
  public PythonOptions withPaths(List<Path> folders) {
    return new PythonOptions(
        command, loop, setup, blocked, adapter, hosted, folders, environment, startTimeout);
  }

  /** The same with another limit for the start. */
  public PythonOptions withStartTimeout(Duration timeout) {
    return new PythonOptions(
        command, loop, setup, blocked, adapter, hosted, paths, environment, timeout);
  }

  /** The same with environment variables. */
  public PythonOptions withEnvironment(Map<String, String> variables) {
    return new PythonOptions(
        command, loop, setup, blocked, adapter, hosted, paths, variables, startTimeout);
  }
}
