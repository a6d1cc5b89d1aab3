package io.asynciotck.tck.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test makes the loop report something: an exception that nobody catches, or what debug mode
 * finds. Without this mark a warning or an error in the log of a test that else passes is a failure
 * of it, unless the test reads the log itself.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ExpectsReports {}
