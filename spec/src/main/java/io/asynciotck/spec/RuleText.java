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
   * {@return the evidence of one kind, in the order of the page}
   *
   * @param <E> the kind
   * @param kind the kind
   */
  public <E extends Evidence> List<E> evidence(Class<E> kind) {
    return evidence.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * {@return whether there is evidence of this kind}
   *
   * @param kind the kind
   */
  public boolean has(Evidence.Kind kind) {
    return evidence.stream().anyMatch(piece -> piece.kind() == kind);
  }

  /** {@return the versions in which it holds} */
  public VersionRange range() {
    return VersionRange.of(this);
  }

  /**
   * {@return whether an implementation that breaks this rule is not conformant}
   *
   * <p>That is the definition of <i>conformant</i> in {@code terms.md}: what the documentation
   * demands decides, and so does an outcome outside of those that it permits. A recommendation does
   * not, and what only CPython was seen to do decides in the class that is about CPython.
   */
  public boolean decides() {
    return switch (level) {
      case MUST, MAY -> true;
      case SHOULD -> false;
      case OBSERVED -> conformanceClass == ConformanceClass.CPYTHON_DETAIL;
    };
  }

  /** {@return the newest version, of those that the specification covers, in which it holds} */
  public PythonVersion newestVersion() {
    PythonVersion newest = Profile.newest().version();
    return until == null || until.compareTo(newest) > 0 ? newest : until;
  }

  /** {@return file and line, such as {@code callbacks.md:12}} */
  public String location() {
    return page + ":" + line;
  }

  /** {@return the versions as the page has them, such as {@code since 3.8 until 3.11}} */
  public String versions() {
    return range().toString();
  }

  /** {@return id and sentence, as a failure begins} */
  @Override
  public String toString() {
    return id + ": " + sentence;
  }
}
