package io.asynciotck.tck.cli;

/**
 * How a run was asked for.
 *
 * @param replay the command that replays it, without the choice of rules
 * @param selection the options that chose its rules; empty for all
 * @param shard which part of it was run
 */
record Invocation(String replay, String selection, Shard shard) {}
