package io.asynciotck.tck.cli;

import io.asynciotck.tck.run.TestResult;
import java.io.Console;
import java.io.PrintWriter;

/** How far a run is: one line that changes, on a terminal; nothing elsewhere. */
final class Progress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter console;
  private final boolean terminal;
  private int ended;

  private Progress(PrintWriter console, boolean terminal) {
    this.console = console;
    this.terminal = terminal;
  }

  @SuppressWarnings(
      "SystemConsoleNull") // Since 22 it is not null, but its contract still allows it.
  static Progress on(PrintWriter console) {
    Console terminal = System.console();
    return new Progress(console, terminal != null && terminal.isTerminal());
  }

  void ended(TestResult test) {
    ended++;
    if (terminal) {
      console.print(CLEAR_LINE + ended + " tests, now " + test.test());
      console.flush();
    }
  }

  void done() {
    if (terminal) {
      console.print(CLEAR_LINE);
      console.flush();
    }
  }
}
