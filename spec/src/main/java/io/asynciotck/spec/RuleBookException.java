package io.asynciotck.spec;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when the pages cannot be read as a rule book. It names every file and line at fault. */
public final class RuleBookException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  RuleBookException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** {@return what is wrong, by file and line} */
  public List<Problem> problems() {
    return problems;
  }
}
