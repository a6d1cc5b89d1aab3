package io.asynciotck.tck.model;

import java.util.List;
import java.util.StringJoiner;

/**
 * What is done with futures, turn by turn: each turn is a callback, which gives the next one to the
 * loop at its end.
 *
 * @param turns the steps of each turn
 */
public record FutureProgram(List<List<Step>> turns) {
  /** How many futures there are. */
  static final int FUTURES = 2;

  /** Copies the lists. */
  public FutureProgram {
    turns = turns.stream().map(List::copyOf).toList();
  }

  /** What a step does. */
  public enum Kind {
    /** Gives a callback to {@code call_soon}. */
    CALL_SOON,
    /** Adds a done callback. */
    ADD,
    /** Removes a done callback from a future that is not done. */
    REMOVE,
    /** Settles the future with a result, if it is not done. */
    RESULT,
    /** Settles the future with an exception, if it is not done. */
    EXCEPTION,
    /** Cancels the future. */
    CANCEL
  }

  /**
   * One step.
   *
   * @param kind what it does
   * @param future to which future, counted from 0
   * @param pick for a removal, which callback of those that were added to the future
   */
  public record Step(Kind kind, int future, int pick) {}

  /** The name of the callback of a step that has one. */
  static String callbackOf(int turn, int step) {
    return Character.toString('a' + step) + (turn + 1);
  }

  /** Returns the program as people read it, a line for each turn. */
  @Override
  public String toString() {
    StringJoiner lines = new StringJoiner("\n");
    for (int turn = 0; turn < turns.size(); turn++) {
      StringJoiner line = new StringJoiner("; ", FutureModel.turn(turn) + ": ", "");
      for (int step = 0; step < turns.get(turn).size(); step++) {
        line.add(text(turns.get(turn).get(step), callbackOf(turn, step)));
      }
      lines.add(line.toString());
    }
    return lines.toString();
  }

  private static String text(Step step, String callback) {
    String future = "f" + step.future();
    return switch (step.kind()) {
      case CALL_SOON -> "call_soon(" + callback + ")";
      case ADD -> future + ".add_done_callback(" + callback + ")";
      case REMOVE -> "remove callback " + step.pick() + " of " + future + " if it is not done";
      case RESULT -> future + ".set_result if it is not done";
      case EXCEPTION -> future + ".set_exception if it is not done";
      case CANCEL -> future + ".cancel()";
    };
  }
}
