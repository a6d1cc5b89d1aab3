package io.asynciotck.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of the Python counterpart of a method or of a parameter, where it is not simply the Java
 * name in snake_case.
 *
 * <p>Together with that convention this names the counterpart of every method of the API in a way
 * that a program can read; the bridge to loops in other processes works from nothing else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface PythonName {
  /** {@return the Python name, without its class} */
  String value();
}
