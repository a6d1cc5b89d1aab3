package io.asynciotck.stress.bench.run;

import io.asynciotck.stress.server.Load;
import io.asynciotck.stress.server.LoadProcess;
import io.asynciotck.stress.server.ServerProcess;
import io.asynciotck.stress.server.TalkingProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Measures a server in a process of its own, with a load from another one. Where there are two
 * cores and {@code taskset}, each of them has one.
 */
final class ServerFork {
  /** Servers have to be compiled, too, at a request each. */
  private static final int WARM_UPS = 4;

  private static final int WINDOWS = 2;
  private static final int SERVER_CORE = 0;
  private static final int LOAD_CORE = 1;

  private final Effort effort;
  private final Map<Peer, PythonPeer> pythons;
  private final Optional<Path> compiled;
  private final Optional<Path> taskset;

  ServerFork(Effort effort, Map<Peer, PythonPeer> pythons, Optional<Path> compiled) {
    this.effort = effort;
    this.pythons = pythons;
    this.compiled = compiled;
    this.taskset = taskset();
  }

  /** Whether the processor time of other processes can be known here. */
  static boolean isPossible() {
    return Files.isReadable(Path.of("/proc/self/stat"));
  }

  /** How processes get a core of their own, if they do. */
  static Optional<Path> taskset() {
    return Runtime.getRuntime().availableProcessors() > LOAD_CORE
        ? CompiledServer.onPath("taskset")
        : Optional.empty();
  }

  /** Measures a server once; empty if it is not there. */
  Optional<Sample> measure(Case benchmark, Subject subject) {
    Load load =
        benchmark
            .load()
            .orElseThrow()
            .lasting(
                WARM_UPS * effort.warmUps() * effort.millis(),
                WINDOWS * effort.iterations() * effort.millis());
    if (!ServerProcess.hasLoop(subject.peer().id())) {
      return Optional.empty();
    }
    return serverCommand(subject).map(command -> measure(command, load, subject));
  }

  private Sample measure(List<String> command, Load load, Subject subject) {
    try (TalkingProcess server = TalkingProcess.start(pinned(SERVER_CORE, command))) {
      JsonNode listening = server.nextAnswer();
      List<String> arguments =
          new ArrayList<>(
              List.of(listening.path("port").asString(""), listening.path("pid").asString("")));
      arguments.addAll(load.arguments());
      try (TalkingProcess client =
          TalkingProcess.start(pinned(LOAD_CORE, javaCommand(LoadProcess.class, arguments)))) {
        if (load.isForMemory()) {
          return Sample.of(server.nextAnswer().path("bytes").asDouble());
        }
        JsonNode answer = client.nextAnswer();
        return Sample.ofRequests(answer.path("ns").asDouble(), answer.path("rate").asDouble());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "%s failed with %s: %s"
              .formatted(subject.peer().title(), subject.program(), failed.getMessage()),
          failed);
    }
  }

  private Optional<List<String>> serverCommand(Subject subject) {
    return switch (subject.peer()) {
      case REFERENCE, NETTY, NETTY_EPOLL, VERTX ->
          Optional.of(
              javaCommand(
                  ServerProcess.class,
                  List.of(
                      subject.peer().id(), subject.program(), Integer.toString(subject.size()))));
      case C ->
          compiled.map(program ->
              List.of(program.toString(), subject.program(), Integer.toString(subject.size())));
      default ->
          Optional.ofNullable(pythons.get(subject.peer()))
              .map(python -> python.command(subject.program(), subject.size()));
    };
  }

  private static List<String> javaCommand(Class<?> program, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(JmhFork.JVM_ARGUMENTS);
    command.addAll(
        List.of(
            "-Xms1g",
            "-Xmx1g",
            JmhFork.NO_WARNINGS,
            JmhFork.CONTINUATIONS,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path")));
    String provider = System.getProperty("tck.provider");
    if (provider != null) {
      command.add("-Dtck.provider=" + provider);
    }
    command.add(program.getName());
    command.addAll(arguments);
    return command;
  }

  private List<String> pinned(int core, List<String> command) {
    if (taskset.isEmpty()) {
      return command;
    }
    List<String> pinned =
        new ArrayList<>(List.of(taskset.get().toString(), "-c", Integer.toString(core)));
    pinned.addAll(command);
    return pinned;
  }
}
