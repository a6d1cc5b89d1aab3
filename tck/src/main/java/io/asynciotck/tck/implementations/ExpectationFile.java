package io.asynciotck.tck.implementations;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.results.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * An expectations file, read and checked.
 *
 * <pre>{@code
 * include = ["cpython"]              # optional: other files whose expectations hold too
 * versions-of = "loop"               # or "python": what the versions below are versions of
 *
 * [[expectation]]
 * rule = "loop.stop.batch"
 * outcome = "fail"                   # or "hang", "exit", "crash"
 * versions = ">=0.17, <0.20"         # or "any"
 * reason = "..."
 * link = "https://..."
 * of = ["run_forever"]               # optional: the members of asyncio that are at fault
 * }</pre>
 *
 * @param includes the files that are included
 * @param versionsOf what the conditions are about
 * @param entries the expectations, each with its condition
 */
record ExpectationFile(List<String> includes, String versionsOf, List<Entry> entries) {
  private static final TomlMapper TOML = TomlMapper.builder().build();

  /** Where the files are that are shipped. */
  static final String SHIPPED = "/io/asynciotck/tck/implementations/";

  static final String SUFFIX = ".toml";

  /** With {@code find} and {@code start}, which {@link RowFile} reads. */
  private static final Set<String> KEYS =
      Set.of("include", "versions-of", "expectation", "find", "start");

  private static final Set<String> ENTRY_KEYS =
      Set.of("rule", "outcome", "versions", "reason", "link", "of");

  /**
   * An expectation and when it holds.
   *
   * @param expectation what is expected
   * @param versions when
   * @param of in which members of asyncio the fault is; empty if nobody can have it from there
   */
  record Entry(Expectation expectation, Versions versions, List<String> of) {}

  static ExpectationFile parse(String file, String text, RuleBook book) {
    Map<String, @Nullable Object> root = read(file, text);
    check(file, "the file", root.keySet(), KEYS);
    String versionsOf = string(file, root, "versions-of", "the file");
    if (!Set.of("python", "loop").contains(versionsOf)) {
      throw new ImplementationFileException(
          file, "versions-of is `" + versionsOf + "`; known: loop, python", null);
    }
    List<Entry> entries = new ArrayList<>();
    for (Map<String, @Nullable Object> table : tables(file, root.get("expectation"))) {
      entries.add(entry(file, table, entries.size() + 1, book));
    }
    return new ExpectationFile(strings(file, "include", root.get("include")), versionsOf, entries);
  }

  /** What a shipped file says, as it stands there. */
  static Map<String, @Nullable Object> tables(String name) {
    return shipped(name)
        .map(text -> read(name + SUFFIX, text))
        .orElseThrow(() -> new IllegalArgumentException("no file of `" + name + "` is shipped"));
  }

  /** The text of a shipped file, if there is one. */
  static Optional<String> shipped(String name) {
    try (InputStream stream = ExpectationFile.class.getResourceAsStream(SHIPPED + name + SUFFIX)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> read(String file, String text) {
    try {
      return (Map<String, @Nullable Object>) TOML.readValue(text, Map.class);
    } catch (JacksonException malformed) {
      throw new ImplementationFileException(
          file,
          "this is no TOML: %s, in line %d"
              .formatted(malformed.getOriginalMessage(), malformed.getLocation().getLineNr()),
          malformed);
    }
  }

  private static Entry entry(
      String file, Map<String, @Nullable Object> table, int number, RuleBook book) {
    String where = "expectation " + number;
    check(file, where, table.keySet(), ENTRY_KEYS);
    String rule = string(file, table, "rule", where);
    try {
      book.get(rule);
      Versions versions = Versions.parse(string(file, table, "versions", where));
      return new Entry(
          new Expectation(
              rule,
              outcome(string(file, table, "outcome", where)),
              versions.text(),
              string(file, table, "reason", where),
              link(string(file, table, "link", where))),
          versions,
          strings(file, "of", table.get("of")));
    } catch (ImplementationFileException said) {
      throw said;
    } catch (IllegalArgumentException wrong) {
      throw new ImplementationFileException(file, where + ": " + wrong.getMessage(), wrong);
    }
  }

  private static URI link(String text) {
    try {
      URI link = new URI(text);
      if (Set.of("http", "https").contains(String.valueOf(link.getScheme()))
          && link.getHost() != null) {
        return link;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw new IllegalArgumentException("link is `" + text + "`; write an address, https://...");
  }

  /**
   * The expectations that hold for a version, by their rules.
   *
   * @throws ImplementationFileException if two of them are about the same rule
   */
  Map<String, Expectation> holdingFor(String file, String version) {
    Map<String, Expectation> holding = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Expectation expectation = entry.expectation();
      if (entry.versions().contain(version)
          && holding.put(expectation.rule(), expectation) != null) {
        throw new ImplementationFileException(
            file, "`" + expectation.rule() + "` is there twice for version " + version, null);
      }
    }
    return holding;
  }

  private static Verdict outcome(String name) {
    return Optional.of(name.toUpperCase(Locale.ROOT))
        .filter(Set.of("FAIL", "HANG", "EXIT", "CRASH")::contains)
        .map(Verdict::valueOf)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "outcome is `" + name + "`; known: fail, hang, exit, crash"));
  }

  private static void check(String file, String where, Set<String> found, Set<String> known) {
    found.stream()
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(key -> {
          throw new ImplementationFileException(
              file,
              where
                  + " has `"
                  + key
                  + "`; known: "
                  + known.stream().sorted().collect(Collectors.joining(", ")),
              null);
        });
  }

  private static String string(
      String file, Map<String, @Nullable Object> table, String key, String where) {
    Object value = table.get(key);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    String problem =
        value == null
            ? " has no `" + key + "`"
            : ": `" + key + "` must be a text in quotation marks, and not empty";
    throw new ImplementationFileException(file, where + problem, null);
  }

  private static List<String> strings(String file, String key, @Nullable Object value) {
    List<String> strings = new ArrayList<>();
    for (Object element : list(file, key, value)) {
      if (!(element instanceof String text)) {
        throw new ImplementationFileException(file, "`" + key + "` must be a list of names", null);
      }
      strings.add(text);
    }
    return strings;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> tables(String file, @Nullable Object value) {
    List<Map<String, @Nullable Object>> tables = new ArrayList<>();
    for (Object element : list(file, "expectation", value)) {
      if (!(element instanceof Map<?, ?> table)) {
        throw new ImplementationFileException(file, "write each as [[expectation]]", null);
      }
      tables.add((Map<String, @Nullable Object>) table);
    }
    return tables;
  }

  private static List<?> list(String file, String key, @Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw new ImplementationFileException(file, "`" + key + "` must be a list", null);
    };
  }
}
