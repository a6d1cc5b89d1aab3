package io.asynciotck.tck.cli;

import java.io.Console;
import java.io.PrintWriter;

/** How far a run is: one line that changes, on a terminal; nothing elsewhere. */
final class Progress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** A line that is broken in two leaves its first half behind: this fits a narrow window. */
  private static final int WIDTH = 59;

  private final PrintWriter console;
  private final boolean terminal;
  private int planned;
  private int ended;

  Progress(PrintWriter console, boolean terminal) {
    this.console = console;
    this.terminal = terminal;
  }

  /** Whether lines can be changed and coloured there: on a terminal that says it can. */
  @SuppressWarnings(
      "SystemConsoleNull") // Since 22 it is not null, but its contract still allows it.
  static boolean isTerminal() {
    Console terminal = System.console();
    return terminal != null
        && terminal.isTerminal()
        && !System.getenv().getOrDefault("TERM", "").equals("dumb");
  }

  void planned(int tests) {
    planned = tests;
  }

  void started(String test) {
    if (terminal) {
      String line = "[%d/%d] %s".formatted(ended, planned, test);
      console.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), WIDTH)));
      console.flush();
    }
  }

  void ended() {
    ended++;
  }

  /** Makes room for a line that stays. */
  void clear() {
    if (terminal) {
      console.print(CLEAR_LINE);
      console.flush();
    }
  }

  @Override
  public String toString() {
    return ended + " of " + Plural.of(planned, "test");
  }
}
