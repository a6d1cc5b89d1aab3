package io.asynciotck.stress.bench.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server in C, where there is a compiler. */
final class CompiledServer {
  private static final String SOURCE = "/io/asynciotck/stress/server/server.c";
  private static final long PATIENCE_SECONDS = 60;

  private CompiledServer() {}

  /** The program; empty if it cannot be made here. */
  static Optional<Path> compile() throws IOException {
    Optional<Path> compiler = onPath("cc").or(() -> onPath("gcc"));
    if (compiler.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("asyncio-tck-server");
    folder.toFile().deleteOnExit();
    Path source = folder.resolve("server.c");
    Path program = folder.resolve("server");
    try (InputStream text = CompiledServer.class.getResourceAsStream(SOURCE)) {
      if (text == null) {
        throw new AssertionError(SOURCE + " is not on the class path");
      }
      Files.copy(text, source);
    }
    boolean made =
        succeeds(compiler.get().toString(), "-O2", "-o", program.toString(), source.toString());
    Files.delete(source);
    program.toFile().deleteOnExit();
    return made ? Optional.of(program) : Optional.empty();
  }

  private static boolean succeeds(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A program of the search path. */
  static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
