package io.asynciotck.tck.results;

/**
 * How a run was asked for.
 *
 * @param replay the command that replays it, without the choice of rules
 * @param selection the options that chose its rules; empty for all
 * @param shard which part of it was run
 */
public record Invocation(String replay, String selection, Shard shard) {

  /** Returns the command that runs the tests of a rule again. */
  public String replayOf(String rule) {
    return replay + " --rule " + rule;
  }
}
