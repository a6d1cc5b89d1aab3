package io.asynciotck.stress.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Python loop: an interpreter that runs {@code peers.py}.
 *
 * @param peer which loop
 * @param interpreter the program
 * @param version of the loop and its interpreter, for people
 */
record PythonPeer(Peer peer, String interpreter, String version) {
  private static final String PROGRAM = "/io/asynciotck/stress/bench/peers.py";
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_SECONDS = 300;

  /** The first of some interpreters that has the loop, if any has. */
  static Optional<PythonPeer> find(Peer peer, List<String> interpreters) {
    return interpreters.stream()
        .flatMap(interpreter -> probe(peer, interpreter).stream())
        .findFirst();
  }

  private static Optional<PythonPeer> probe(Peer peer, String interpreter) {
    try {
      JsonNode answer = ask(interpreter, peer, "versions", 1);
      String python =
          answer.path("implementation").asString("") + " " + answer.path("version").asString("");
      if (peer == Peer.CPYTHON && !python.startsWith("CPython ")) {
        return Optional.empty();
      }
      String version =
          peer == Peer.UVLOOP
              ? "uvloop " + answer.path("uvloop").asString("") + " on " + python
              : python;
      // What was given may be a script that only starts the interpreter, or starts it elsewhere.
      String executable = answer.path("executable").asString("");
      return Optional.of(
          new PythonPeer(
              peer, Files.isExecutable(Path.of(executable)) ? executable : interpreter, version));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /**
   * Measures a case once.
   *
   * @return the sample, or nothing if the case cannot be measured here
   */
  Optional<Sample> measure(Subject subject) {
    try {
      JsonNode answer = ask(interpreter, peer, subject.program(), subject.size());
      if (answer.has("absent")) {
        return Optional.empty();
      }
      JsonNode cost = answer.has("ns") ? answer.path("ns") : answer.path("bytes");
      if (!cost.isNumber()) {
        throw new IOException("an answer without a number: " + answer);
      }
      return Optional.of(Sample.of(cost.asDouble()));
    } catch (IOException failed) {
      throw new UncheckedIOException(
          version + " failed in the case " + subject.program() + ": " + failed.getMessage(),
          failed);
    }
  }

  /** How a case that is a server is started; its standard input is free. */
  List<String> command(String program, int size) {
    return List.of(interpreter, "-c", source(), loop(peer), program, Integer.toString(size));
  }

  private static String loop(Peer peer) {
    return peer == Peer.UVLOOP ? "uvloop" : "asyncio";
  }

  private static JsonNode ask(String interpreter, Peer peer, String program, int size)
      throws IOException {
    List<String> command = List.of(interpreter, "-", loop(peer), program, Integer.toString(size));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      give(process);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no answer after " + PATIENCE_SECONDS + " s");
      }
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException("exit status " + process.exitValue());
      }
      return JSON.readTree(answer);
    } catch (JacksonException garbled) {
      throw new IOException("an answer that is not JSON", garbled);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void give(Process process) throws IOException {
    try (OutputStream input = process.getOutputStream()) {
      input.write(source().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String source() {
    try (InputStream program = PythonPeer.class.getResourceAsStream(PROGRAM)) {
      if (program == null) {
        throw new AssertionError(PROGRAM + " is not on the class path");
      }
      return new String(program.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
