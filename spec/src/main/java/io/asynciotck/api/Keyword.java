package io.asynciotck.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that Python takes by keyword; the keyword is the parameter's name in
 * snake_case.
 *
 * <p>A record stands for several keywords, which are the names of its components: those that are
 * not null are given. A map has keywords and what is given by each.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Keyword {}
