package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A part of a run that is spread over several machines: every n-th rule.
 *
 * @param number which part, from 1
 * @param count how many parts there are
 */
record Shard(int number, int count) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  /** The whole run. */
  static final Shard ALL = new Shard(1, 1);

  /**
   * The rules of this part.
   *
   * @throws IllegalArgumentException if there are none
   */
  List<RuleText> of(List<RuleText> rules) {
    List<RuleText> part =
        IntStream.range(0, rules.size())
            .filter(i -> i % count == number - 1)
            .mapToObj(rules::get)
            .toList();
    if (part.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing is selected: shard " + this + " of " + Plural.of(rules.size(), "rule"));
    }
    return part;
  }

  /** {@code 2/3}. */
  @Override
  public String toString() {
    return number + "/" + count;
  }

  /** Reads {@code 2/3}. */
  static final class Converter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      Matcher matcher = TEXT.matcher(text);
      if (matcher.matches()) {
        int number = Integer.parseInt(matcher.group(1));
        int count = Integer.parseInt(matcher.group(2));
        if (number >= 1 && number <= count) {
          return new Shard(number, count);
        }
      }
      throw new TypeConversionException(
          "`" + text + "` is no shard; write 2/3 for the second of three");
    }
  }
}
