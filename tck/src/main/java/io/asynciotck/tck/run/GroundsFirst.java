package io.asynciotck.tck.run;

import io.asynciotck.tck.results.Ground;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/**
 * Runs the tests of the grounds in the order in which these rest on one another, as far as the
 * classes of tests allow.
 */
public final class GroundsFirst implements ClassOrderer, MethodOrderer {
  private static final int LAST = Ground.values().length;

  /** For JUnit. */
  public GroundsFirst() {}

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.comparingInt(type ->
                Arrays.stream(type.getTestClass().getDeclaredMethods())
                    .mapToInt(GroundsFirst::rank)
                    .min()
                    .orElse(LAST)));
  }

  @Override
  public void orderMethods(MethodOrdererContext context) {
    context.getMethodDescriptors().sort(Comparator.comparingInt(test -> rank(test.getMethod())));
  }

  /** The place in the order that the first ground has which a test shows. */
  private static int rank(Method test) {
    List<String> rules = TestMethods.caseOf(test).rules();
    return rules.stream()
        .map(Ground::ofRule)
        .flatMap(Optional::stream)
        .mapToInt(Enum::ordinal)
        .min()
        .orElse(LAST);
  }
}
