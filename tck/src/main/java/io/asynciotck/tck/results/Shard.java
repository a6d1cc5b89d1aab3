package io.asynciotck.tck.results;

import io.asynciotck.spec.RuleText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A part of a run that is spread over several machines: every n-th rule.
 *
 * @param number which part, from 1
 * @param count how many parts there are
 */
public record Shard(int number, int count) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  /** The whole run. */
  public static final Shard ALL = new Shard(1, 1);

  /**
   * Reads {@code 2/3}.
   *
   * @throws IllegalArgumentException if it is no part of anything
   */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      int number = Integer.parseInt(matcher.group(1));
      int count = Integer.parseInt(matcher.group(2));
      if (number >= 1 && number <= count) {
        return new Shard(number, count);
      }
    }
    throw new IllegalArgumentException(
        "`" + text + "` is no shard; write 2/3 for the second of three");
  }

  /** Returns whether it is all of a run. */
  public boolean isWhole() {
    return count == 1;
  }

  /**
   * Returns the rules of this part.
   *
   * @throws IllegalArgumentException if there are none
   */
  public List<RuleText> of(List<RuleText> rules) {
    List<RuleText> part =
        IntStream.range(0, rules.size())
            .filter(i -> i % count == number - 1)
            .mapToObj(rules::get)
            .toList();
    if (part.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing is selected: shard %s of %d rules".formatted(this, rules.size()));
    }
    return part;
  }

  /** {@code 2/3}. */
  @Override
  public String toString() {
    return number + "/" + count;
  }
}
