package io.asynciotck.tck.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The test decides what time it is; by a real clock the rule cannot be shown. Without the
 * capability {@code virtual-time} the test is reported as not claimed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface NeedsVirtualTime {}
