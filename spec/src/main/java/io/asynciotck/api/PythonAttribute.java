package io.asynciotck.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose Python counterpart is an attribute: without parameters the method reads it,
 * with one it sets it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PythonAttribute {
  /** {@return the name of the Python attribute} */
  String value();
}
