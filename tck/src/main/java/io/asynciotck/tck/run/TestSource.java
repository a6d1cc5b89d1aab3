package io.asynciotck.tck.run;

import io.asynciotck.spec.Chapter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The source text of rule tests, which is shipped beside their classes. */
public final class TestSource {

  private TestSource() {}

  /**
   * Returns the source of a test from its annotations to its last brace, if it is there.
   *
   * @param test class and method, as {@code CallbacksTck.callbacksRunInOrder}
   */
  public static Optional<String> of(String test) {
    String[] names = test.split("\\.", 2);
    return names.length == 2
        ? text(names[0]).flatMap(all -> method(all, names[1]))
        : Optional.empty();
  }

  /** Classes of tests differ in their simple names, whichever chapter they are of. */
  private static Optional<String> text(String type) {
    return Arrays.stream(Chapter.values())
        .flatMap(chapter -> text(chapter, type).stream())
        .findFirst();
  }

  private static Optional<String> text(Chapter chapter, String type) {
    String folder = (TestRun.RULES_PACKAGE + "." + chapter.word()).replace('.', '/');
    try (InputStream source =
        TestSource.class.getResourceAsStream("/" + folder + "/" + type + ".java")) {
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
