package io.asynciotck.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has become of the rules since an edition of which a digest was kept. An id that has been
 * published stays: either its rule says what it said, or a line says why it has changed, or it is
 * retired.
 *
 * <p>The digests are in {@code history/rules.digest}, a line for each rule. The changes are in
 * {@code history/changes.md}, a line for each: {@code - `id` `key`: why}, in which the key is that
 * of the rule after the change.
 */
public final class RuleHistory {

  private static final String DIGESTS = "history/rules.digest";
  private static final String CHANGES = "history/changes.md";
  private static final Pattern CHANGE = Pattern.compile("- `([^`]+)` `([0-9a-f]{12})`: (\\S.*)");

  private final Map<String, RuleDigest> digests = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  /**
   * A rule that has changed and kept its id.
   *
   * @param id the id of the rule
   * @param key a word for what it says since
   * @param reason why it has changed
   */
  public record Change(String id, String key, String reason) {}

  RuleHistory(String digestLines, String changeLines) {
    digestLines
        .lines()
        .filter(line -> !line.isBlank())
        .map(RuleDigest::parse)
        .forEach(digest -> digests.put(digest.id(), digest));
    for (String line : changeLines.lines().toList()) {
      if (line.startsWith("- ")) {
        Matcher matcher = CHANGE.matcher(line);
        if (!matcher.matches()) {
          throw new IllegalArgumentException(
              "Malformed change; it is "
                  + "- `id` `key`: why"
                  + ", with the key that the build names: "
                  + line);
        }
        changes.add(new Change(matcher.group(1), matcher.group(2), matcher.group(3)));
      }
    }
  }

  /** {@return the history that is shipped with the specification} */
  public static RuleHistory standard() {
    return new RuleHistory(text(DIGESTS), text(CHANGES));
  }

  private static String text(String resource) {
    try (InputStream stream = RuleHistory.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(stream, resource).readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** {@return the rules that have changed and kept their ids, the oldest change first} */
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /**
   * {@return what the history does not account for, each with what to do}
   *
   * @param book the rules as they are
   */
  List<String> problems(RuleBook book) {
    List<String> problems = new ArrayList<>();
    digests.values().forEach(digest -> check(digest, book, problems));
    for (Change change : changes) {
      if (book.find(change.id()).isEmpty() && !isRetired(book, change.id())) {
        problems.add(CHANGES + " names `" + change.id() + "`, which is no rule and never was one");
      }
    }
    return problems;
  }

  private void check(RuleDigest digest, RuleBook book, List<String> problems) {
    RuleDigest now = book.find(digest.id()).map(RuleDigest::of).orElse(null);
    if (now == null) {
      if (!isRetired(book, digest.id())) {
        problems.add(
            "Rule `"
                + digest.id()
                + "` is gone: people may have cited it, so it needs an entry in retired.md that"
                + " says what replaces it and why");
      }
    } else if (!now.equals(digest) && !isAccountedFor(now)) {
      problems.add(
          "Rule `"
              + now.id()
              + "` has changed ("
              + digest.difference(now)
              + "): if it means something else now, give it a new id and retire this one in"
              + " retired.md; if not, say why it has changed, as a line at the end of "
              + CHANGES
              + ": - `"
              + now.id()
              + "` `"
              + now.key()
              + "`: why");
    }
  }

  private boolean isAccountedFor(RuleDigest now) {
    return changes.stream()
        .anyMatch(change -> change.id().equals(now.id()) && change.key().equals(now.key()));
  }

  private static boolean isRetired(RuleBook book, String id) {
    return book.retired().stream().anyMatch(rule -> rule.id().equals(id));
  }

  /** {@return the digests of these rules, as the file has them} */
  static String digestsOf(RuleBook book) {
    StringBuilder lines = new StringBuilder();
    book.rules().stream()
        .map(rule -> RuleDigest.of(rule).toString())
        .sorted()
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }
}
