package io.asynciotck.tck.cli;

import io.asynciotck.tck.harness.Target;

/** The command that replays a run, without the choice of rules. */
final class Replay {

  private Replay() {}

  /** A run with nothing special but what is tested. */
  static String of(Choice choice, Target target) {
    return of(choice, "", target);
  }

  /**
   * A run.
   *
   * @param more further options, each after a space
   */
  static String of(Choice choice, String more, Target target) {
    boolean usual = target.timeout().equals(Target.DEFAULT_TIMEOUT);
    return "asyncio-tck run"
        + choice.arguments()
        + more
        + (usual ? "" : " --timeout " + target.timeout().toSeconds())
        + (target.tries() == Target.DEFAULT_TRIES ? "" : " --tries " + target.tries())
        + " --seed "
        + target.seed();
  }
}
