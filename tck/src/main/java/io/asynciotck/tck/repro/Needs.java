package io.asynciotck.tck.repro;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** What the lines of a program need that come before them: imports, definitions, signals. */
final class Needs {
  private final Set<String> words = new TreeSet<>();
  private final Set<String> signals = new LinkedHashSet<>();

  /** Asks for a module, or for one of {@link Preamble#DEFINITIONS}. */
  void add(String word) {
    words.add(word);
  }

  boolean contains(String word) {
    return words.contains(word);
  }

  /** The modules and definitions, in order. */
  Set<String> words() {
    return words;
  }

  /** Asks for a signal between threads. */
  void addSignal(String name) {
    add("threading");
    signals.add(name);
  }

  /** The names of the signals. */
  Set<String> signals() {
    return signals;
  }
}
