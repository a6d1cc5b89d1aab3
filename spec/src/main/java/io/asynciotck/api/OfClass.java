package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The conformance class to which a method of the API belongs. An implementation that does not claim
 * it need not have the method. On a type it is said of all methods that do not say otherwise.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface OfClass {
  /**
   * The class.
   *
   * @return the class
   */
  ConformanceClass value();
}
