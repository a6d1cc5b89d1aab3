package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.results.Verdict;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Property;

/**
 * A test that can be run.
 *
 * @param name class and method, as {@code CallbacksTck.callbacksRunInOrder}
 * @param rules the ids of the rules that it shows
 * @param method the method
 */
public record TestCase(String name, List<String> rules, Optional<Method> method) {

  /** Copies the list. */
  public TestCase {
    rules = List.copyOf(rules);
  }

  /** Returns the ids of the rules that it rests on, as its code says. */
  List<String> grounds() {
    return method.map(TestCode::groundsOf).orElse(List.of());
  }

  /** Returns the same of a test that has ended so: one that hangs may wait for more than others. */
  List<String> grounds(Verdict verdict) {
    return verdict == Verdict.HANG
        ? method.map(TestCode::groundsOfHang).orElse(List.of())
        : grounds();
  }

  /** Returns for what a task waits in it, if it is about one that waits. */
  public Optional<String> operation() {
    return method
        .flatMap(test ->
            Stream.<AnnotatedElement>of(test, test.getDeclaringClass())
                .map(element -> element.getAnnotation(Operation.class))
                .filter(Objects::nonNull)
                .findFirst())
        .map(Operation::value);
  }

  /** Returns when something befalls that task, as its code says. */
  public Set<Moment> moments() {
    return method.map(TestCode::momentsOf).orElse(Set.of());
  }

  /** Returns whether it is a property: its programs are run by the model, and not by its code. */
  boolean isProperty() {
    return method.filter(test -> test.isAnnotationPresent(Property.class)).isPresent();
  }

  /** Returns its text from its annotations to its last brace, if that is at hand. */
  public Optional<String> source() {
    return method.flatMap(TestText::of);
  }
}
