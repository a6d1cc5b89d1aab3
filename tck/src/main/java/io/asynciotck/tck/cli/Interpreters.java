package io.asynciotck.tck.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the Python interpreters of this machine. */
final class Interpreters {

  private Interpreters() {}

  /**
   * Finds an interpreter.
   *
   * @param name a program on the path, as {@code pypy3}; or a version, as {@code 3.13}: then {@code
   *     python3.13} on the path, or the newest such version that pyenv has
   */
  static Optional<Path> find(String name) {
    if (!name.matches("3\\.\\d+")) {
      return name.startsWith("/")
          ? Optional.of(Path.of(name)).filter(Files::isExecutable)
          : onPath(name);
    }
    return onPath("python" + name).filter(Interpreters::isNoShim).or(() -> ofPyenv(name));
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
    Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
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

  private static int micro(Path folder) {
    String[] parts = folder.getFileName().toString().split("\\.", -1);
    return parts.length > 2 && parts[2].matches("\\d+") ? Integer.parseInt(parts[2]) : -1;
  }
}
