package io.asynciotck.tck.implementations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** All loops that the kit knows: a new file is a new row. */
public final class Rows {
  private static final String FIRST = "reference";

  private Rows() {}

  /**
   * Returns the rows, the reference first, the others by their names.
   *
   * @throws ImplementationFileException if a file says something wrong
   */
  public static List<Row> all() {
    return homes().stream()
        .sorted(
            Comparator.comparing((String home) -> !home.equals(FIRST))
                .thenComparing(Comparator.naturalOrder()))
        .flatMap(home -> RowFile.rows(home, ExpectationFile.tables(home)).stream())
        .toList();
  }

  /** The names of the files, without their suffix. */
  private static List<String> homes() {
    String first = ExpectationFile.SHIPPED + FIRST + ExpectationFile.SUFFIX;
    URL file = Objects.requireNonNull(Rows.class.getResource(first), first);
    try {
      return file.openConnection() instanceof JarURLConnection jar
          ? ofJar(jar.getJarFile())
          : ofFolder(Objects.requireNonNull(Path.of(file.toURI()).getParent()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<String> ofJar(JarFile jar) {
    String folder = ExpectationFile.SHIPPED.substring(1);
    return named(
        jar.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith(folder))
            .map(name -> name.substring(folder.length())));
  }

  private static List<String> ofFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return named(files.map(found -> found.getFileName().toString()));
    }
  }

  private static List<String> named(Stream<String> files) {
    String suffix = ExpectationFile.SUFFIX;
    return files
        .filter(name -> name.endsWith(suffix) && !name.contains("/"))
        .map(name -> name.substring(0, name.length() - suffix.length()))
        .toList();
  }
}
