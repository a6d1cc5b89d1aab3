package io.asynciotck.tck.cli;

import java.io.Console;

/** Where a run says how far it is. */
enum Display {
  /** A file, or another program: it is told what stays, and nothing else. */
  NONE,
  /** A terminal that can only add lines. */
  LINES,
  /** A terminal on which a line can be changed, and coloured. */
  TERMINAL;

  /** Returns what the process writes to. */
  @SuppressWarnings(
      "SystemConsoleNull") // Since 22 it is not null, but its contract still allows it.
  static Display ofProcess() {
    Console console = System.console();
    return of(console != null && console.isTerminal(), System.getenv().getOrDefault("TERM", ""));
  }

  /**
   * Returns what is written to.
   *
   * @param terminal whether it is a terminal
   * @param kind the kind of terminal that the environment names
   */
  static Display of(boolean terminal, String kind) {
    if (!terminal) {
      return NONE;
    }
    return kind.equals("dumb") ? LINES : TERMINAL;
  }
}
