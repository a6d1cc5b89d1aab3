package io.asynciotck.tck.harness;

import io.asynciotck.api.Capability;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.results.Clock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which tests are run by the real clock too, after they have passed by virtual time: those that
 * rest on clock, poll and wake-up, which virtual time takes the place of.
 */
public final class RealClock {
  private static final Set<ConformanceClass> CONCERNED =
      Set.of(ConformanceClass.TIMERS, ConformanceClass.THREADS);

  private RealClock() {}

  /** Returns the clocks by which a test runs on a target, if it runs to its end. */
  public static List<Clock> clocksOf(Method test, Target target) {
    boolean virtual =
        target.implementation().capabilities().contains(Capability.VIRTUAL_TIME)
            && !test.isAnnotationPresent(ByRealClock.class);
    if (!virtual) {
      return List.of(Clock.REAL);
    }
    return concerns(test, target) ? List.of(Clock.VIRTUAL, Clock.REAL) : List.of(Clock.VIRTUAL);
  }

  static boolean concerns(Method test, Target target) {
    Rule rules = test.getAnnotation(Rule.class);
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
