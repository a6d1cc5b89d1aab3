package io.asynciotck.tck.book;

import io.asynciotck.spec.PythonVersion;
import io.asynciotck.spec.RuleText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with the sources of a rule.
 *
 * @param rule the rule
 * @param problem what is wrong
 * @param versions the versions of the documentation in which it is so
 * @param subject the source that it is about
 * @param certain whether the documentation shows it; where it is incomplete, it does not
 */
public record Finding(
    RuleText rule, Problem problem, List<PythonVersion> versions, String subject, boolean certain) {

  /** What can be wrong. */
  public enum Problem {
    /** The words do not stand there. */
    NOT_FOUND("the quotation is not at its place"),
    /** The page has no such anchor. */
    NO_ANCHOR("the page has no such anchor"),
    /** The documentation has no such page. */
    NO_PAGE("there is no such page"),
    /** Nothing is quoted for some versions in which the rule is in force. */
    NO_QUOTATION("nothing is quoted");

    private final String sentence;

    Problem(String sentence) {
      this.sentence = sentence;
    }
  }

  /** Returns one line that says all of it. */
  @Override
  public String toString() {
    return rule.location()
        + ": "
        + rule.id()
        + ": "
        + problem.sentence
        + (versions.isEmpty()
            ? ""
            : versions.stream()
                .map(PythonVersion::toString)
                .collect(Collectors.joining(", ", " in ", "")))
        + (subject.isEmpty() ? "" : ": " + subject);
  }
}
