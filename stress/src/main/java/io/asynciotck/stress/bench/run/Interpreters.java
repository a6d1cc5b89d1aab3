package io.asynciotck.stress.bench.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Python interpreters that this machine may have. */
final class Interpreters {
  /** The version whose numbers the expectations were set by. */
  private static final String PREFERRED = "3.14";

  private Interpreters() {}

  /** The preferred version first, on the path and with pyenv; then any other. */
  static List<String> installed() {
    return Stream.of(
            onPath("python" + PREFERRED),
            ofPyenv(PREFERRED + "."),
            onPath("python3"),
            ofPyenv("3."))
        .flatMap(found -> found)
        .map(Path::toString)
        .distinct()
        .toList();
  }

  private static Stream<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable);
  }

  private static Stream<Path> ofPyenv(String version) {
    Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
    if (!Files.isDirectory(versions)) {
      return Stream.empty();
    }
    try (Stream<Path> folders = Files.list(versions)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(version))
          .sorted()
          .map(folder -> folder.resolve("bin").resolve("python3"))
          .filter(Files::isExecutable)
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
