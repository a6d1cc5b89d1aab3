package io.asynciotck.tck.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test runs where an environment variable has the value 1: a loop of another process in a
 * process of its own. Without the capability {@code environment} it is reported as not claimed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface InEnvironment {
  /** The variable. */
  String value();
}
