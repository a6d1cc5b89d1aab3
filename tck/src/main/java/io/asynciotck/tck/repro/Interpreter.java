package io.asynciotck.tck.repro;

import io.asynciotck.tck.bridge.PythonOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs by the interpreter under test, each in a process group of its own. There is no
 * file, and no process is left, however this JVM ends: what starts the program ends it when its
 * input ends.
 */
final class Interpreter {
  private static final String STARTER = "run_program.py";
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int OUTPUT_LIMIT = 1 << 18;
  private static final int SIGNAL = 128;

  /** What would change how the program runs. */
  private static final Set<String> REMOVED =
      Set.of("PYTHONASYNCIODEBUG", "PYTHONDEVMODE", "PYTHONUNBUFFERED", "PYTHONWARNINGS");

  /**
   * How a program ended.
   *
   * @param printed what it wrote to standard output
   * @param complained what it wrote to standard error
   * @param how in which way it ended
   * @param end the same as a sentence; empty if it ended by itself
   */
  record Outcome(List<String> printed, List<String> complained, How how, String end) {}

  /** In which way a program ended. */
  enum How {
    /** It came to its end. */
    ENDED,
    /** It ended with another status than 0, after an exception for example. */
    STATUS,
    /** A signal ended it: it crashed. */
    SIGNAL,
    /** It had to be stopped. */
    STOPPED
  }

  /** What each program does before all else. */
  private static final String BEGINNING = "import asyncio\n";

  /** How long that takes, by the command; it is some seconds where Python runs on a JVM. */
  private static final Map<List<String>, Duration> BEGINNINGS = new ConcurrentHashMap<>();

  private final PythonOptions options;
  private final Duration limit;

  /**
   * Creates it.
   *
   * @param limit how long a program may take that has begun
   */
  Interpreter(PythonOptions options, Duration limit) {
    this.options = options;
    this.limit = limit;
  }

  /**
   * Runs a program.
   *
   * @throws IOException if the interpreter cannot be started
   */
  Outcome run(String program) throws IOException {
    return run(program, beginning().plus(limit));
  }

  /** How long a program takes to begin. */
  private Duration beginning() throws IOException {
    List<String> command = options.command();
    Duration known = BEGINNINGS.get(command);
    if (known != null) {
      return known;
    }
    long begin = System.nanoTime();
    run(BEGINNING, options.startTimeout());
    Duration measured = Duration.ofNanos(System.nanoTime() - begin);
    BEGINNINGS.put(command, measured);
    return measured;
  }

  private Outcome run(String program, Duration limit) throws IOException {
    Process process = start();
    Output printed = new Output(process.getInputStream());
    Output complained = new Output(process.getErrorStream());
    boolean ended;
    try (OutputStream input = process.getOutputStream()) {
      byte[] bytes = program.getBytes(StandardCharsets.UTF_8);
      input.write((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
      input.write(bytes);
      input.flush();
      ended = awaitEnd(process, limit);
    } catch (IOException gone) {
      ended = awaitEnd(process, GRACE); // it may end before it has read everything
    }
    if (!awaitEnd(process, GRACE)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    How how = how(process, ended);
    return new Outcome(printed.lines(), complained.lines(), how, end(how, process));
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>(options.command());
    command.addAll(List.of("-c", PythonFiles.text(STARTER)));
    command.addAll(options.command().subList(1, options.command().size()));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(REMOVED);
    environment.putAll(options.environment());
    environment.put("PYTHONIOENCODING", "utf-8:backslashreplace");
    return builder.start();
  }

  private static How how(Process process, boolean ended) {
    if (!ended) {
      return How.STOPPED;
    }
    int status = process.exitValue();
    return status > SIGNAL ? How.SIGNAL : status == 0 ? How.ENDED : How.STATUS;
  }

  private String end(How how, Process process) {
    return switch (how) {
      case ENDED -> "";
      case STATUS -> "It ends with exit status %d.".formatted(process.exitValue());
      case SIGNAL -> "It is ended by signal %d.".formatted(process.exitValue() - SIGNAL);
      case STOPPED -> "It does not end; it was stopped after %d s.".formatted(limit.toSeconds());
    };
  }

  private static boolean awaitEnd(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** What a process writes, read until nobody has it open any more, or nobody waits. */
  private static final class Output {
    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    Output(InputStream stream) {
      reader =
          Thread.ofPlatform().daemon().name("asyncio-tck program output").start(() -> read(stream));
    }

    private void read(InputStream stream) {
      byte[] part = new byte[8192];
      try (stream) {
        for (int length = stream.read(part); length >= 0; length = stream.read(part)) {
          append(new String(part, 0, length, StandardCharsets.UTF_8));
        }
      } catch (IOException closed) {
        // What it has written until then is known.
      }
    }

    private synchronized void append(String more) {
      if (text.length() < OUTPUT_LIMIT) {
        text.append(more);
      }
    }

    List<String> lines() {
      try {
        reader.join(GRACE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      synchronized (this) {
        return text.toString().lines().toList();
      }
    }
  }
}
