package io.asynciotck.tck.cli;

import io.asynciotck.tck.results.Conclusion;
import io.asynciotck.tck.results.RunResult;
import java.util.List;

/** The exit statuses of the command line. */
final class ExitStatus {
  /** Every rule that decides holds. */
  static final int CONFORMANT = 0;

  /** Some rule that decides does not hold. */
  static final int NOT_CONFORMANT = 1;

  /** The command line was wrong, or nothing was selected. */
  static final int USAGE = 2;

  /** The implementation or its agent could not be evaluated. */
  static final int NOT_EVALUATED = 3;

  /** What was expected to fail passes. */
  static final int DRIFTED = 4;

  /** Something could not be written: results, or what was printed. */
  static final int NOT_WRITTEN = 5;

  /** The run was interrupted. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}

  /** What says most of the implementation first: of several runs, the last of theirs counts. */
  private static final List<Integer> BEST_FIRST =
      List.of(CONFORMANT, DRIFTED, NOT_CONFORMANT, NOT_WRITTEN, NOT_EVALUATED, USAGE, INTERRUPTED);

  /** The status of two runs: a run that says nothing outweighs one that says something. */
  static int worse(int one, int other) {
    return BEST_FIRST.indexOf(one) >= BEST_FIRST.indexOf(other) ? one : other;
  }

  /** The worst of some runs. */
  static int ofAll(List<RunResult> runs) {
    return runs.stream().map(run -> of(run.conclusion())).reduce(CONFORMANT, ExitStatus::worse);
  }

  static int of(Conclusion conclusion) {
    return switch (conclusion) {
      case CONFORMANT, CONFORMANT_BUT_FOR_KNOWN_FAILURES -> CONFORMANT;
      case NOT_CONFORMANT -> NOT_CONFORMANT;
      case DRIFTED -> DRIFTED;
      case NOTHING_CHECKED -> NOT_EVALUATED;
      case INTERRUPTED -> INTERRUPTED;
    };
  }
}
