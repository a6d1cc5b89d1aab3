package io.asynciotck.tck.audit;

import io.asynciotck.tck.book.RuleLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rules the lines of the reference implementation point at, class by class. */
final class ReferenceLines {
  private static final Path SOURCES = Path.of("..", "reference-impl", "src", "main", "java");
  private static final Map<String, Set<String>> BY_CLASS = read();

  private ReferenceLines() {}

  /** The ids that some line points at. */
  static Set<String> rules() {
    return BY_CLASS.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ids that the lines of each class point at, by the name of the class. */
  static Map<String, Set<String>> byClass() {
    return BY_CLASS;
  }

  private static Map<String, Set<String>> read() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Map<String, Set<String>> rules = new TreeMap<>();
      files.filter(file -> file.toString().endsWith(".java")).forEach(file -> collect(file, rules));
      return rules;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void collect(Path file, Map<String, Set<String>> rules) {
    String name = file.getFileName().toString().replace(".java", "");
    try {
      for (String line : Files.readAllLines(file)) {
        List<String> named = RuleLine.rulesIn(line);
        if (!named.isEmpty()) {
          rules.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(named);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
