package io.asynciotck.tck.model;

import java.util.List;

/**
 * A callback of a program.
 *
 * @param name its name in the program, and in the trace
 * @param actions what it does, in this order
 */
public record Callback(String name, List<Action> actions) {

  /** Copies the list. */
  public Callback {
    actions = List.copyOf(actions);
  }
}
