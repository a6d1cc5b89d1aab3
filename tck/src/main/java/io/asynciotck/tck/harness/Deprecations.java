package io.asynciotck.tck.harness;

/** Hears which calls are deprecated, from the moment that somebody asks for it. */
@FunctionalInterface
public interface Deprecations {

  /** Returns whether there was a deprecation warning since the last time, or since the begin. */
  boolean heard();
}
