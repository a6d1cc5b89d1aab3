package io.asynciotck.tck.implementations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of a file of {@code tck/implementations}, which says what is wrong in it.
 *
 * @param file the file, for messages
 * @param where which table it is, for messages
 * @param values its keys and what they have
 */
record Toml(String file, String where, Map<?, ?> values) {

  /**
   * A table whose keys are known.
   *
   * @throws ImplementationFileException if another one is there
   */
  static Toml of(String file, String where, Map<?, ?> values, Set<String> known) {
    for (Object key : values.keySet()) {
      if (!known.contains(key)) {
        throw new ImplementationFileException(
            file,
            "%s has `%s`; known: %s"
                .formatted(where, key, String.join(", ", known.stream().sorted().toList())),
            null);
      }
    }
    return new Toml(file, where, values);
  }

  /** A text that may be absent. */
  Optional<String> string(String key) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    throw wrong(key, "a text in quotation marks, and not empty");
  }

  /**
   * A text.
   *
   * @throws ImplementationFileException if it is absent
   */
  String required(String key) {
    return string(key)
        .orElseThrow(
            () -> new ImplementationFileException(file, where + " has no `" + key + "`", null));
  }

  /** Texts; none if the key is absent. */
  List<String> strings(String key) {
    List<?> list = list(key, "a list of texts in quotation marks");
    if (!list.stream().allMatch(String.class::isInstance)) {
      throw wrong(key, "a list of texts in quotation marks");
    }
    return list.stream().map(String::valueOf).toList();
  }

  /** Tables; none if the key is absent. */
  List<Map<?, ?>> tables(String key) {
    return list(key, "a list").stream()
        .<Map<?, ?>>map(each -> {
          if (each instanceof Map<?, ?> table) {
            return table;
          }
          throw new ImplementationFileException(file, "write each as [[" + key + "]]", null);
        })
        .toList();
  }

  private List<?> list(String key, String right) {
    return switch (values.get(key)) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw wrong(key, right);
    };
  }

  /** A positive number that may be absent. */
  Optional<Long> number(String key) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number && number.longValue() > 0) {
      return Optional.of(number.longValue());
    }
    throw wrong(key, "a positive number");
  }

  private ImplementationFileException wrong(String key, String right) {
    return new ImplementationFileException(
        file, "%s: `%s` must be %s".formatted(where, key, right), null);
  }
}
