package io.asynciotck.reference.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of the reference with one fault, and what the kit must say of it. The name of the class is
 * the name of the fault. It stands in a class that is named as a class of rule tests, with {@code
 * Faults} behind it; the page of those tests is the fault's page.
 *
 * <p>What is broken is the whole reference in which this part is the part of its kind: see {@link
 * BrokenModules}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fault {
  /** What it does, as one sentence. */
  String what();

  /**
   * The rules that fail with it. Of its own page exactly these; of other pages these, and others
   * only if {@link #ripples} fits them. For a fault of properties: the rules of which a property
   * must name one.
   */
  String[] breaks();

  /**
   * The rules of its page of which a test ends well, but for something that a rule which it breaks
   * is accused of, such as a report that nobody asked for: exactly these. Not for a fault of
   * properties.
   */
  String[] blocks() default {};

  /** Which rules of other pages may fail too: ids, or patterns with {@code *}. */
  String[] ripples() default {};

  /** Why it breaks more than one rule, where that is not plain. */
  String reason() default "";

  /** The profile whose rules it must break; the newest if none is named. */
  String profile() default "";
}
