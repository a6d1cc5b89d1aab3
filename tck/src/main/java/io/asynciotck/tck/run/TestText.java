package io.asynciotck.tck.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The source text of rule tests, which is shipped along with their classes. */
final class TestText {

  private TestText() {}

  /** Returns the source of a test from its annotations to its last brace, if it is there. */
  static Optional<String> of(Method test) {
    return text(test.getDeclaringClass()).flatMap(all -> method(all, test.getName()));
  }

  private static Optional<String> text(Class<?> type) {
    try (InputStream source = type.getResourceAsStream(type.getSimpleName() + ".java")) {
      return source == null
          ? Optional.empty()
          : Optional.of(new String(source.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The formatter's indentation says where a method begins and ends. */
  static Optional<String> method(String source, String name) {
    List<String> lines = source.lines().toList();
    Pattern declaration = Pattern.compile("  \\w.*\\b" + Pattern.quote(name) + "\\(.*");
    for (int line = 0; line < lines.size(); line++) {
      if (declaration.matcher(lines.get(line)).matches()) {
        return Optional.of(text(lines, begin(lines, line), end(lines, line)));
      }
    }
    return Optional.empty();
  }

  private static int begin(List<String> lines, int declaration) {
    int begin = declaration;
    while (begin > 0 && isPartOfMethod(lines.get(begin - 1))) {
      begin--;
    }
    return begin;
  }

  private static boolean isPartOfMethod(String line) {
    return line.startsWith("  ") && !line.equals("  }");
  }

  private static int end(List<String> lines, int declaration) {
    int end = declaration;
    while (end < lines.size() - 1 && !lines.get(end).equals("  }")) {
      end++;
    }
    return end;
  }

  private static String text(List<String> lines, int first, int last) {
    return lines.subList(first, last + 1).stream().collect(Collectors.joining("\n")).stripIndent();
  }
}
