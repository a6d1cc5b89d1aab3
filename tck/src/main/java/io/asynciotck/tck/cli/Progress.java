package io.asynciotck.tck.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is: one line that changes, on a terminal; nothing elsewhere. While one thing takes
 * long, the line says for how long, so that nobody takes a run that waits for one that hangs.
 */
final class Progress implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** A line that is broken in two leaves its first half behind: this fits a narrow window. */
  private static final int WIDTH = 59;

  private final PrintWriter console;
  private final boolean terminal;
  private final Duration interval;
  private int planned;
  private int ended;

  /** What is going on; null while there is no line. */
  private @Nullable String now;

  private long since;
  private @Nullable Thread ticker;

  Progress(PrintWriter console, boolean terminal, Duration interval) {
    this.console = console;
    this.terminal = terminal;
    this.interval = interval;
  }

  /** The tests are looked for: the first line, and from now on each is drawn again. */
  synchronized void begin() {
    if (terminal && ticker == null) {
      ticker = Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);
      ticker.start();
      draw("looking for the tests");
    }
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

  synchronized void planned(int tests) {
    planned = tests;
  }

  synchronized void started(String test) {
    if (terminal) {
      draw("[%d/%d] %s".formatted(ended, planned, test));
    }
  }

  synchronized void ended() {
    ended++;
  }

  /** Makes room for a line that stays. */
  synchronized void clear() {
    if (terminal) {
      now = null;
      console.print(CLEAR_LINE);
      console.flush();
    }
  }

  /** Draws nothing any more. */
  @Override
  public synchronized void close() {
    now = null;
    ticker = null;
    notifyAll();
  }

  private void draw(String line) {
    now = line;
    since = System.nanoTime();
    print(line);
  }

  private void print(String line) {
    console.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), WIDTH)));
    console.flush();
  }

  private synchronized void tick() {
    try {
      while (Thread.currentThread().equals(ticker)) {
        wait(interval.toMillis());
        drawAgain();
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws the line again, if it is there and as old as it may be. */
  synchronized void drawAgain() {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    if (now != null && took.compareTo(interval) >= 0) {
      String how = " (" + took.toSeconds() + " s)";
      print(now.substring(0, Math.min(now.length(), WIDTH - how.length())) + how);
    }
  }

  @Override
  public synchronized String toString() {
    return ended + " of " + Plural.of(planned, "test");
  }
}
