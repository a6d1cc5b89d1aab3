package io.asynciotck.spec;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How rule ids are spelled, listed and nearly spelled. */
final class RuleIds {

  private static final String WORDS = "[a-z0-9]+(?:-[a-z0-9]+)*";
  private static final Pattern SPELLING =
      Pattern.compile("(?=[a-z])" + WORDS + "(?:\\." + WORDS + "){1,3}");
  private static final int SUGGESTIONS = 3;

  private RuleIds() {}

  static boolean isSpelledLikeOne(String text) {
    return SPELLING.matcher(text).matches();
  }

  /** Reads {@code id, id}, which may have been wrapped. */
  static List<String> parseList(Line where, String text) {
    List<String> ids = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (String id : ids) {
      if (!isSpelledLikeOne(id)) {
        throw where.wrong("Not a rule id: `" + id + "`; a list of rules is `a.b, c.d`");
      }
    }
    return ids;
  }

  /** {@return a sentence that says that there is no such rule, and which ids are near} */
  static String unknown(String id, Collection<String> known) {
    List<String> near = near(id, known);
    String sentence = "There is no rule `" + id + "`";
    return near.isEmpty()
        ? sentence
        : sentence + near.stream().collect(Collectors.joining("`, `", "; near it: `", "`"));
  }

  private static List<String> near(String id, Collection<String> known) {
    int tolerance = Math.max(2, id.length() / 3);
    return known.stream()
        .filter(candidate -> distance(id, candidate) <= tolerance)
        .sorted(
            Comparator.comparingInt((String candidate) -> distance(id, candidate))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()))
        .limit(SUGGESTIONS)
        .toList();
  }

  /** Edit distance; a part of an id, as a user remembers it, is at distance 1, in any case. */
  private static int distance(String asked, String candidate) {
    String lower = asked.toLowerCase(Locale.ROOT);
    return asked.length() > 2 && candidate.contains(lower) ? 1 : editDistance(lower, candidate);
  }

  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
