package io.asynciotck.tck.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test, or the implementation on its behalf, uses other threads, which may wake the loop.
 * Without this mark a loop that waits without limit is a hang at once.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface UsesThreads {}
