package io.asynciotck.spec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A chapter of the specification. The chapters are those of Python's own documentation, and each
 * has one word for the folder of its pages, the packages of its tests, and those of the reference.
 */
public enum Chapter {
  /** What is said of the specification itself: terms, conflicts, what cannot be tested. */
  ABOUT,
  /** The event loop: callbacks, timers, threads, executors, errors, debug mode. */
  LOOP,
  /** Futures, coroutines, tasks, and what stands on them. */
  TASKS,
  /** Locks, events, conditions, semaphores, barriers and queues. */
  SYNC,
  /** Sockets, transports and protocols, streams, subprocesses. */
  IO,
  /** What only the structure of CPython's own loop shows. */
  DETAIL;

  /** {@return the word that folders and packages use, such as {@code loop}} */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return the words of all chapters, in the order of the book} */
  static List<String> words() {
    return Arrays.stream(values()).map(Chapter::word).toList();
  }

  /** {@return the word before the slash of a page's file; empty if there is none} */
  static String wordOf(String file) {
    return file.substring(0, Math.max(0, file.indexOf('/')));
  }

  /** {@return the order of the book: pages without a chapter, then chapter by chapter} */
  static Comparator<String> order() {
    return Comparator.comparingInt((String file) -> words().indexOf(wordOf(file)))
        .thenComparing(Comparator.naturalOrder());
  }
}
