package io.asynciotck.tck.repro;

/** In which way a test is written as a program. */
enum Style {
  /** By the real clock. */
  PLAIN(false, false),
  /** With a clock like that of the test, which jumps to the next timer. */
  VIRTUAL(true, false),
  /** By the real clock; each call and each callback tells what it gave. */
  WORDY(false, true),
  /** With a clock of its own, and telling all. */
  VIRTUAL_AND_WORDY(true, true);

  /** Whether the program brings a clock like that of the test. */
  final boolean ownClock;

  /** Whether it prints more than the test has traced. */
  final boolean isWordy;

  Style(boolean ownClock, boolean isWordy) {
    this.ownClock = ownClock;
    this.isWordy = isWordy;
  }

  /** Whether it may help after an attempt that was like the test, or was not. */
  boolean isFor(boolean like) {
    return like == isWordy;
  }
}
