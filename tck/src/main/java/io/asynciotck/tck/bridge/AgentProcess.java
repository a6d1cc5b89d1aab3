package io.asynciotck.tck.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/**
 * The process of an agent, the private directory with its socket and script, and what it wrote.
 * When it is closed, or this JVM ends, nothing of that is left.
 */
final class AgentProcess implements AutoCloseable {
  private static final int OUTPUT_LIMIT = 1 << 18;
  private static final int LINES_LIMIT = 60;
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** What has to go when the JVM ends, whatever ends it. */
  private static final Set<AgentProcess> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> OPEN.forEach(AgentProcess::close), "asyncio-tck agent clean-up"));
  }

  private final Path directory;
  private final ServerSocketChannel server;
  private final Process process;
  private final Thread drain;
  private final StringBuilder output = new StringBuilder();

  /** Where in the output that begins which the current test has to answer for. */
  private int ofTest;

  /**
   * Starts an agent.
   *
   * @param script the source of the agent
   */
  AgentProcess(PythonOptions options, byte[] script) {
    try {
      directory =
          Files.createTempDirectory(
              "asyncio-tck",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException denied) {
      throw new AgentDiedError("No private directory could be made for the agent: " + denied);
    }
    try {
      Path socket = directory.resolve("kit.sock");
      Path agent = Files.write(directory.resolve("agent.py"), script);
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      process = start(options, agent, socket);
    } catch (IOException failed) {
      deleteDirectory();
      throw new AgentDiedError(
          "`%s` could not be started: %s"
              .formatted(String.join(" ", options.command()), failed.getMessage()));
    }
    OPEN.add(this);
    drain = Thread.ofPlatform().daemon().name("asyncio-tck agent output").start(this::readOutput);
  }

  private static Process start(PythonOptions options, Path agent, Path socket) throws IOException {
    ObjectNode settings = Wire.JSON.objectNode();
    options.loop().ifPresent(loop -> settings.put("loop", loop));
    options.setup().forEach(settings.putArray("setup")::add);
    options.blocked().forEach(settings.putArray("block")::add);
    options.paths().stream()
        .map(path -> path.toAbsolutePath().toString())
        .forEach(settings.putArray("path")::add);
    options.adapter().ifPresent(adapter -> settings.put("adapter", adapter));
    options
        .adapter()
        .flatMap(Adapters::source)
        .ifPresent(source -> settings.put("adapter_source", source));
    List<String> command = new ArrayList<>(options.command());
    command.addAll(List.of(agent.toString(), socket.toString(), settings.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(Set.of("PYTHONASYNCIODEBUG", "PYTHONDEVMODE", "PYTHONWARNINGS"));
    environment.putAll(options.environment());
    environment.put("PYTHONIOENCODING", "utf-8:backslashreplace");
    return builder.start();
  }

  /** How many processes there are that were not closed. */
  static int open() {
    return OPEN.size();
  }

  ServerSocketChannel server() {
    return server;
  }

  /** The private directory. */
  Path directory() {
    return directory;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<?> onExit(Runnable action) {
    return process.onExit().thenRun(action);
  }

  /** What was written up to now is not shown any more. */
  void beginTest() {
    synchronized (output) {
      ofTest = output.length();
    }
  }

  /** What the process wrote since the test began, its last lines if they are many. */
  String output() {
    String all;
    synchronized (output) {
      all = output.substring(ofTest);
    }
    List<String> lines = all.lines().toList();
    int left = lines.size() - LINES_LIMIT;
    return left <= 0
        ? all
        : "... (%d lines before)\n%s"
            .formatted(left, String.join("\n", lines.subList(left, lines.size())));
  }

  /** How the process ended, or that it has not. */
  String status() {
    if (process.isAlive()) {
      return "is alive";
    }
    int status = process.exitValue();
    return status > 128
        ? "was ended by " + Signals.named(status - 128)
        : "ended with exit status " + status;
  }

  /** Whether the process has ended by itself, with a status, and not by a signal. */
  boolean hasExited() {
    return !process.isAlive() && process.exitValue() <= 128;
  }

  /** Waits until the process has ended and its last words are read. */
  boolean awaitEnd(Duration limit) {
    try {
      boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (ended) {
        drain.join(GRACE);
      }
      return ended;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Lets the interpreter write the stacks of its threads, which ends it. */
  void abort() {
    if (process.isAlive()) {
      try {
        new ProcessBuilder("kill", "-ABRT", Long.toString(process.pid())).start();
      } catch (IOException noKill) {
        process.destroyForcibly();
      }
      awaitEnd(GRACE);
    }
  }

  @Override
  public synchronized void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.getOutputStream().close();
      server.close();
    } catch (IOException ignored) {
      // They are gone already.
    }
    awaitEnd(GRACE);
    deleteDirectory();
    OPEN.remove(this);
  }

  private void deleteDirectory() {
    for (String name : List.of("kit.sock", "agent.py", "")) {
      try {
        Files.deleteIfExists(directory.resolve(name));
      } catch (IOException ignored) {
        // Somebody has put something into our directory; it is theirs.
      }
    }
  }

  private void readOutput() {
    byte[] part = new byte[8192];
    try (InputStream stream = process.getInputStream()) {
      for (int length = stream.read(part); length >= 0; length = stream.read(part)) {
        append(new String(part, 0, length, StandardCharsets.UTF_8));
      }
    } catch (IOException ended) {
      // What it has written until then is known.
    }
  }

  private void append(String text) {
    synchronized (output) {
      output.append(text);
      if (output.length() > OUTPUT_LIMIT) {
        int gone = output.length() - OUTPUT_LIMIT / 2;
        output.delete(0, gone);
        ofTest = Math.max(0, ofTest - gone);
      }
    }
  }

  @Override
  public String toString() {
    return Objects.toString(process.info().command().orElse("agent")) + " " + status();
  }
}
