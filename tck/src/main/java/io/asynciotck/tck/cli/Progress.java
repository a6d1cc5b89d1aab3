package io.asynciotck.tck.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is: one line that changes, on a terminal; a line now and then, on one that cannot
 * change any; nothing elsewhere. While one thing takes long, it says for how long, so that nobody
 * takes a run that waits for one that hangs.
 */
final class Progress implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** A line that is broken in two leaves its first half behind: this fits a narrow window. */
  private static final int WIDTH = 59;

  private final PrintWriter console;
  private final Display display;
  private final Duration interval;
  private int planned;
  private int ended;

  /** What is going on; null while there is no line. */
  private @Nullable String now;

  private long since;

  /** When the last line was printed that stays. */
  private long printed = System.nanoTime();

  private @Nullable Thread ticker;

  Progress(PrintWriter console, Display display, Duration interval) {
    this.console = console;
    this.display = display;
    this.interval = interval;
  }

  /** The tests are looked for: the first line, and from now on each is drawn again. */
  synchronized void begin() {
    if (display != Display.NONE && ticker == null) {
      ticker = Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);
      ticker.start();
      draw("looking for the tests");
    }
  }

  synchronized void planned(int tests) {
    planned = tests;
  }

  synchronized void started(String test) {
    if (display != Display.NONE) {
      draw("[%d/%d] %s".formatted(ended, planned, test));
    }
  }

  synchronized void ended() {
    ended++;
  }

  /** Makes room for a line that stays. */
  synchronized void clear() {
    now = null;
    printed = System.nanoTime();
    if (display == Display.TERMINAL) {
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
    if (display == Display.TERMINAL) {
      print(line, "");
    }
  }

  private void print(String line, String how) {
    String text = line.substring(0, Math.min(line.length(), WIDTH - how.length())) + how;
    if (display == Display.TERMINAL) {
      console.print(CLEAR_LINE + text);
    } else {
      console.println(text);
    }
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
    Duration took = since(since);
    Duration old = display == Display.TERMINAL ? took : since(printed);
    if (now != null && old.compareTo(interval) >= 0) {
      print(now, " (" + took.toSeconds() + " s)");
      printed = System.nanoTime();
    }
  }

  private static Duration since(long then) {
    return Duration.ofNanos(System.nanoTime() - then);
  }

  @Override
  public synchronized String toString() {
    return ended + " of " + Plural.of(planned, "test");
  }
}
