package io.asynciotck.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the specification.
 *
 * @param id its name, such as {@code loop.call-soon.fifo}; it never changes its meaning
 * @param level how much it demands
 * @param conformanceClass the class to which it belongs
 * @param since the version in which it began to hold
 * @param until the last version in which it holds, or null if it still does
 * @param sentence what it says, in Markdown
 * @param intent why a user cares
 * @param evidence where it comes from, in the order of the page
 * @param page the file in which it stands, such as {@code callbacks.md}
 * @param section the title of the section in which it stands
 * @param line the line of its heading, counted from 1
 */
public record RuleText(
    String id,
    Level level,
    ConformanceClass conformanceClass,
    PythonVersion since,
    @Nullable PythonVersion until,
    String sentence,
    String intent,
    List<Evidence> evidence,
    String page,
    String section,
    int line) {

  /** Copies the evidence. */
  public RuleText {
    evidence = List.copyOf(evidence);
  }

  /**
   * {@return the texts of one kind of evidence, in the order of the page}
   *
   * @param source the kind
   */
  public List<String> evidence(Evidence.Source source) {
    return evidence.stream().filter(piece -> piece.source() == source).map(Evidence::text).toList();
  }

  /**
   * {@return whether there is evidence of this kind}
   *
   * @param source the kind
   */
  public boolean has(Evidence.Source source) {
    return evidence.stream().anyMatch(piece -> piece.source() == source);
  }

  /** {@return file and line, such as {@code callbacks.md:12}} */
  public String location() {
    return page + ":" + line;
  }

  /** {@return the versions as the page has them, such as {@code since 3.8 until 3.11}} */
  public String versions() {
    return until == null ? "since " + since : "since " + since + " until " + until;
  }

  /** {@return id and sentence, as a failure begins} */
  @Override
  public String toString() {
    return id + ": " + sentence;
  }
}
