package io.asynciotck.tck.cli;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** What a shell offers as values of options. */
final class Candidates {

  private Candidates() {}

  /** The ids of all rules. */
  static final class Rules implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return RuleBook.standard().rules().stream().map(RuleText::id).sorted().iterator();
    }
  }

  /** The conformance classes. */
  static final class Classes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ConformanceClass.values()).map(ConformanceClass::label).iterator();
    }
  }

  /** The levels, as they are written in lower case. */
  static final class Levels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Level.values())
          .map(level -> level.name().toLowerCase(Locale.ROOT))
          .iterator();
    }
  }
}
