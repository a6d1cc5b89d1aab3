package io.asynciotck.tck.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code // Rule:} lines of the reference implementation. */
final class ReferenceLines {
  private static final Path SOURCES = Path.of("..", "reference-impl", "src", "main", "java");
  private static final Pattern RULE_LINE = Pattern.compile("// Rule: (.+)$", Pattern.MULTILINE);

  private ReferenceLines() {}

  /** The ids that some line points at; one line may name several, with commas. */
  static Set<String> rules() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Set<String> rules = new TreeSet<>();
      files.filter(file -> file.toString().endsWith(".java")).forEach(file -> collect(file, rules));
      return rules;
    }
  }

  private static void collect(Path file, Set<String> rules) {
    try {
      Matcher matcher = RULE_LINE.matcher(Files.readString(file));
      while (matcher.find()) {
        rules.addAll(List.of(matcher.group(1).strip().split(",\\s*")));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
