package io.asynciotck.tck.harness;

import io.asynciotck.api.Capability;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Rule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;

/**
 * Which tests are run by the real clock too, after they have passed by virtual time: those that
 * rest on clock, poll and wake-up, which virtual time takes the place of.
 */
final class RealClock {
  private static final Set<ConformanceClass> CONCERNED =
      Set.of(ConformanceClass.TIMERS, ConformanceClass.THREADS);

  private RealClock() {}

  static boolean concerns(Method test) {
    Rule rules = test.getAnnotation(Rule.class);
    Target target = Tck.target();
    return rules != null
        && target.realClockToo()
        && target.implementation().capabilities().contains(Capability.VIRTUAL_TIME)
        && target.implementation().hasRealClock()
        && !test.isAnnotationPresent(NeedsVirtualTime.class)
        && !test.getDeclaringClass().isAnnotationPresent(NeedsVirtualTime.class)
        && Arrays.stream(rules.value())
            .map(rule -> target.book().get(rule).conformanceClass())
            .anyMatch(CONCERNED::contains);
  }

  /** Runs a test once more. */
  static void again(Method test, RuleTest instance) throws Throwable {
    try {
      test.setAccessible(true);
      test.invoke(instance);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
