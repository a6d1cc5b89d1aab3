package io.asynciotck.tck;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a suite runs, and how: the options of {@code asyncio-tck run}. What is left out is as there.
 *
 * <p>A system property of the same name after {@code asyncio-tck.} goes before: {@code
 * -Dasyncio-tck.seed=7}, {@code -Dasyncio-tck.rules=loop.stop.*,loop.close.*}, {@code
 * -Dasyncio-tck.classes=core}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TckOptions {
  /** Stands for a seed of its own for each run. */
  long FRESH = Long.MIN_VALUE;

  /**
   * The version of Python to check it against, as {@code py3.13}; the loop's own if it is empty.
   */
  String profile() default "";

  /** What the generated programs are made from. */
  long seed() default FRESH;

  /** How many programs each property tries. */
  int tries() default io.asynciotck.tck.harness.Target.DEFAULT_TRIES;

  /** How many seconds one test may take before it counts as a hang. */
  long timeout() default 30;

  /** A file of what is known to fail; the one that is shipped for the loop if it is empty. */
  String expectations() default "";

  /** Only rules whose id is, or fits, one of these: {@code loop.call-soon.*}. */
  String[] rules() default {};

  /** Only rules of these conformance classes. */
  ConformanceClass[] classes() default {};

  /** Only rules of these levels. */
  Level[] levels() default {};
}
