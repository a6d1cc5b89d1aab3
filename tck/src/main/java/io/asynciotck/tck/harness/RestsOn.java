package io.asynciotck.tck.harness;

import io.asynciotck.tck.results.Ground;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a test, or each test of a class, rests on that no single call of it shows. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RestsOn {

  /** The grounds. */
  Ground[] value();
}
