package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Collects what is wrong, so that an author sees all of it at once. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();

  void add(Line where, String message) {
    found.add(where.problem(message));
  }

  void add(String page, int line, String message) {
    found.add(new Problem(page, line, message));
  }

  /** Takes the step; what it complains of is kept, and the caller goes on. */
  void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuleBookException e) {
      found.addAll(e.problems());
    }
  }

  /** {@return what could be made of the sources} */
  <S, T> List<T> each(Collection<S> sources, Function<S, T> make) {
    List<T> made = new ArrayList<>();
    sources.forEach(source -> attempt(() -> made.add(make.apply(source))));
    return made;
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new RuleBookException(found.stream().distinct().sorted().toList());
    }
  }
}
