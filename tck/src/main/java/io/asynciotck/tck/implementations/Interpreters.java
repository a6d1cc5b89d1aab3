package io.asynciotck.tck.implementations;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the Python interpreters of this machine. */
final class Interpreters {

  private static final int PATIENCE_SECONDS = 30;

  private Interpreters() {}

  /**
   * Finds an interpreter.
   *
   * @param place a path; a program on the path, as {@code pypy3}; a version, as {@code 3.13}: then
   *     {@code python3.13} on the path, or the newest such version that pyenv has; a release, as
   *     {@code 3.13.0}: that of pyenv; or {@code venv}: the virtual environment of this name in the
   *     folder that the variable {@code ASYNCIO_TCK_VENVS} names
   * @param home the name of the file that asks
   */
  static Optional<Path> find(String place, String home) {
    if (place.equals("venv")) {
      return Optional.ofNullable(System.getenv("ASYNCIO_TCK_VENVS"))
          .map(folder -> Path.of(folder, home, "bin", "python"))
          .filter(Files::isExecutable);
    }
    if (place.matches("3\\.\\d+\\.\\d+")) {
      return Optional.of(pyenv().resolve(place).resolve("bin").resolve("python3"))
          .filter(Files::isExecutable);
    }
    if (!place.matches("3\\.\\d+")) {
      return place.startsWith("/")
          ? Optional.of(Path.of(place)).filter(Files::isExecutable)
          : onPath(place);
    }
    return onPath("python" + place).filter(Interpreters::isNoShim).or(() -> ofPyenv(place));
  }

  /** Whether an interpreter has a module. */
  static boolean hasModule(Path interpreter, String module) {
    try {
      Process asked =
          new ProcessBuilder(
                  interpreter.toString(),
                  "-c",
                  "import importlib.util, sys; sys.exit(not importlib.util.find_spec(sys.argv[1]))",
                  module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        asked.destroyForcibly();
        return false;
      }
      return asked.exitValue() == 0;
    } catch (IOException notStarted) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A shim of pyenv starts another interpreter than its name says. */
  private static boolean isNoShim(Path program) {
    return !program.toString().contains("shims");
  }

  private static Optional<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> ofPyenv(String version) {
    Path versions = pyenv();
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .filter(folder -> folder.getFileName().toString().startsWith(version + "."))
          .max(Comparator.comparingInt(Interpreters::micro))
          .map(folder -> folder.resolve("bin").resolve("python3"))
          .filter(Files::isExecutable);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path pyenv() {
    return Path.of(System.getProperty("user.home"), ".pyenv", "versions");
  }

  private static int micro(Path folder) {
    String[] parts = folder.getFileName().toString().split("\\.", -1);
    return parts.length > 2 && parts[2].matches("\\d+") ? Integer.parseInt(parts[2]) : -1;
  }
}
