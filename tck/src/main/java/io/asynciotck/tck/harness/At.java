package io.asynciotck.tck.harness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At which moment something befalls a task that waits: in a test, or in each test that calls what
 * is annotated.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface At {

  /** The moments. */
  Moment[] value();
}
