package io.asynciotck.tck.implementations;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A condition on a version: {@code any}, or comparisons that all hold, as {@code >=3.8, <3.13.2}.
 *
 * @param text the condition as it was written
 * @param comparisons what must hold; none for {@code any}
 */
record Versions(String text, List<Comparison> comparisons) {
  private static final Pattern COMPARISON =
      Pattern.compile("(>=|<=|==|<|>)\\s*(\\d{1,9}(?:\\.\\d{1,9})*)");
  private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})*");

  /**
   * One comparison.
   *
   * @param operator how to compare
   * @param bound what to compare with
   */
  record Comparison(String operator, String bound) {
    private boolean holdsFor(String version) {
      IntPredicate test =
          switch (operator) {
            case ">=" -> sign -> sign >= 0;
            case "<=" -> sign -> sign <= 0;
            case "==" -> sign -> sign == 0;
            case "<" -> sign -> sign < 0;
            default -> sign -> sign > 0;
          };
      return test.test(compare(version, bound));
    }
  }

  static Versions parse(String text) {
    if (text.strip().equals("any")) {
      return new Versions("any", List.of());
    }
    return new Versions(
        text, Arrays.stream(text.split(",", -1)).map(part -> comparison(part, text)).toList());
  }

  private static Comparison comparison(String part, String whole) {
    Matcher matcher = COMPARISON.matcher(part.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "`" + whole + "` is no condition on a version; write `any` or as `>=3.8, <3.13.2`");
    }
    return new Comparison(matcher.group(1), matcher.group(2));
  }

  /**
   * Whether a version is among them. What follows its numbers, as in {@code 3.14.0rc1}, is ignored;
   * a version that does not begin with numbers fits only {@code any}.
   */
  boolean contain(String version) {
    return (comparisons.isEmpty() || NUMBERS.matcher(version).lookingAt())
        && comparisons.stream().allMatch(comparison -> comparison.holdsFor(version));
  }

  /**
   * The nearest of some versions below and above one: of those with the same first two numbers, if
   * there are any.
   */
  static List<String> neighbours(String version, List<String> some) {
    Comparator<String> order = Versions::compare;
    List<String> same = some.stream().filter(other -> isOfOneSeries(other, version)).toList();
    List<String> series = same.isEmpty() ? some : same;
    Stream<String> below =
        series.stream().filter(other -> compare(other, version) < 0).max(order).stream();
    Stream<String> above =
        series.stream().filter(other -> compare(other, version) > 0).min(order).stream();
    return Stream.concat(below, above).toList();
  }

  private static boolean isOfOneSeries(String one, String other) {
    int[] left = numbers(one);
    int[] right = numbers(other);
    return at(left, 0) == at(right, 0) && at(left, 1) == at(right, 1);
  }

  private static int compare(String version, String bound) {
    int[] left = numbers(version);
    int[] right = numbers(bound);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int sign = Integer.compare(at(left, i), at(right, i));
      if (sign != 0) {
        return sign;
      }
    }
    return 0;
  }

  private static int at(int[] numbers, int index) {
    return index < numbers.length ? numbers[index] : 0;
  }

  private static int[] numbers(String version) {
    Matcher matcher = NUMBERS.matcher(version);
    return matcher.lookingAt()
        ? Arrays.stream(matcher.group().split("\\.", -1)).mapToInt(Integer::parseInt).toArray()
        : new int[0];
  }
}
