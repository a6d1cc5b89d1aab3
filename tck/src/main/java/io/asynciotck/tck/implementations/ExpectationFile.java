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
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * An expectations file, read and checked.
 *
 * <pre>{@code
 * include = ["cpython"]              # optional: other files whose expectations hold too
 * versions-of = "loop"               # or "python": what the versions below are versions of
 * seen = ["3.13.0", "3.13.18"]       # optional: in which versions they were seen
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
 * @param seen the versions in which the expectations were seen; if there are none, in all of them
 * @param entries the expectations, each with its condition
 */
record ExpectationFile(
    List<String> includes, String versionsOf, List<String> seen, List<Entry> entries) {
  private static final TomlMapper TOML = TomlMapper.builder().build();

  /** Where the files are that are shipped. */
  static final String SHIPPED = "/io/asynciotck/tck/implementations/";

  static final String SUFFIX = ".toml";

  /** With {@code find} and {@code start}, which {@link RowFile} reads. */
  private static final Set<String> KEYS =
      Set.of("include", "versions-of", "seen", "expectation", "find", "start");

  private static final Set<String> ENTRY_KEYS =
      Set.of("rule", "outcome", "versions", "reason", "link", "of");

  /**
   * An expectation and when it holds.
   *
   * @param expectation what is expected
   * @param versions when
   * @param of in which members of asyncio the fault is; empty if nobody can have it from there
   */
  record Entry(Expectation expectation, Versions versions, List<String> of) {
    Entry unseen() {
      return new Entry(expectation.unseen(), versions, of);
    }
  }

  static ExpectationFile parse(String file, String text, RuleBook book) {
    Toml root = Toml.of(file, "the file", read(file, text), KEYS);
    String versionsOf = root.required("versions-of");
    if (!Set.of("python", "loop").contains(versionsOf)) {
      throw new ImplementationFileException(
          file, "versions-of is `" + versionsOf + "`; known: loop, python", null);
    }
    List<Entry> entries = new ArrayList<>();
    for (Map<?, ?> table : root.tables("expectation")) {
      String where = "expectation " + (entries.size() + 1);
      entries.add(entry(Toml.of(file, where, table, ENTRY_KEYS), book));
    }
    return new ExpectationFile(root.strings("include"), versionsOf, root.strings("seen"), entries);
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

  private static Entry entry(Toml table, RuleBook book) {
    String rule = table.required("rule");
    try {
      book.get(rule);
      Versions versions = Versions.parse(table.required("versions"));
      return new Entry(
          new Expectation(
              rule,
              outcome(table.required("outcome")),
              versions.text(),
              table.required("reason"),
              link(table.required("link")),
              true),
          versions,
          table.strings("of"));
    } catch (ImplementationFileException said) {
      throw said;
    } catch (IllegalArgumentException wrong) {
      throw new ImplementationFileException(
          table.file(), table.where() + ": " + wrong.getMessage(), wrong);
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
   * The expectations that hold for a version, by their rules. For one in which they were not seen
   * those of its neighbours do as well: it is not known in which one between them a fault was
   * mended.
   *
   * @throws ImplementationFileException if two of them are about the same rule
   */
  Map<String, Entry> holdingFor(String file, String version) {
    Map<String, Entry> holding = certain(file, version);
    if (seen.isEmpty() || seen.contains(version)) {
      return holding;
    }
    for (String neighbour : Versions.neighbours(version, seen)) {
      certain(file, neighbour).forEach(holding::putIfAbsent);
    }
    holding.replaceAll((_, entry) -> entry.unseen());
    return holding;
  }

  private Map<String, Entry> certain(String file, String version) {
    Map<String, Entry> holding = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String rule = entry.expectation().rule();
      if (entry.versions().contain(version) && holding.put(rule, entry) != null) {
        throw new ImplementationFileException(
            file, "`" + rule + "` is there twice for version " + version, null);
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
}
