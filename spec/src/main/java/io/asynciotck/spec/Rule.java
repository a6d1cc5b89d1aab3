package io.asynciotck.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rule that a test shows. A rule test names one; a property that a generator drives names
 * each rule that it supports.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {
  /** {@return the ids, as they stand in the rule book} */
  String[] value();
}
