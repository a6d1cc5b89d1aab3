package io.asynciotck.tck.run;

import io.asynciotck.spec.GapWord;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Gap;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.ImplementationException;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an implementation is not meant to do, by the word of its author. Rules that need it are
 * tried all the same: one that fails is not claimed, and a word whose rules all hold is stale.
 */
final class Gaps {
  private final List<GapWord> words;
  private final Map<String, Gap> gaps;
  private final boolean hosted;

  private Gaps(List<GapWord> words, Map<String, Gap> gaps, boolean hosted) {
    this.words = words;
    this.gaps = gaps;
    this.hosted = hosted;
  }

  /**
   * The gaps of an implementation.
   *
   * @throws ImplementationException if it uses a word that the specification has not
   */
  static Gaps of(Implementation tested, RuleBook book) {
    Map<String, Gap> gaps = tested.gaps();
    List<String> known = book.gapWords().stream().map(GapWord::word).toList();
    gaps.keySet().stream()
        .filter(word -> !known.contains(word))
        .findFirst()
        .ifPresent(word -> {
          throw new ImplementationException(
              "%s says that it does not do `%s`; the words for that are: %s"
                  .formatted(tested.name(), word, String.join(", ", known)),
              null);
        });
    List<GapWord> used =
        book.gapWords().stream().filter(word -> gaps.containsKey(word.word())).toList();
    return new Gaps(used, gaps, tested.isHosted());
  }

  /**
   * A rule that fails is not claimed, if it needs what is not done; nor is one that holds, where
   * the kit has done that itself.
   */
  RuleResult judge(RuleResult result) {
    boolean open =
        result.verdict().isFailure()
            || result.verdict() == Verdict.BLOCKED
            || (hosted && isAboutTheHost(result));
    return open ? wordFor(result).map(word -> notClaimed(result, word)).orElse(result) : result;
  }

  private boolean isAboutTheHost(RuleResult result) {
    return words.stream()
        .filter(word -> word.word().equals(Gap.DRIVEN_FROM_OUTSIDE))
        .anyMatch(word -> word.concerns(result.rule().id()));
  }

  private RuleResult notClaimed(RuleResult result, GapWord word) {
    return result.judged(Verdict.NOT_CLAIMED, reason(word.word(), gaps.get(word.word())));
  }

  /** Why a test or a rule is not claimed, by a word. */
  private static String reason(String word, @org.jspecify.annotations.Nullable Gap gap) {
    return Gap.reason(word, Objects.requireNonNull(gap));
  }

  private Optional<GapWord> wordFor(RuleResult result) {
    return words.stream().filter(word -> word.concerns(result.rule().id())).findFirst();
  }

  /**
   * The rules of a word are stale, if all of them hold.
   *
   * @param possible all rules that could have been checked for the implementation: where only some
   *     were, nothing is known of the word
   */
  List<RuleResult> withStale(List<RuleResult> results, List<RuleText> possible) {
    Map<String, GapWord> stale =
        words.stream()
            .filter(word -> allHold(word, results, possible))
            .collect(Collectors.toMap(GapWord::word, word -> word));
    return results.stream()
        .map(result ->
            stale.values().stream()
                .filter(word -> word.concerns(result.rule().id()))
                .findFirst()
                .map(word -> stale(result, word))
                .orElse(result))
        .toList();
  }

  private static boolean allHold(GapWord word, List<RuleResult> results, List<RuleText> possible) {
    List<RuleResult> its =
        results.stream().filter(result -> word.concerns(result.rule().id())).toList();
    long wanted = possible.stream().filter(rule -> word.concerns(rule.id())).count();
    return wanted > 0
        && its.size() == wanted
        && its.stream().allMatch(result -> result.verdict() == Verdict.PASS);
  }

  private RuleResult stale(RuleResult result, GapWord word) {
    return result.judged(
        Verdict.STALE, "all rules hold of what is " + reason(word.word(), gaps.get(word.word())));
  }
}
