package io.asynciotck.tck.results;

/** The keys of {@code results.json}, as {@code results.schema.json} has them. */
final class Keys {
  /** Which schema a file keeps; another number means that older programs may not understand it. */
  static final int SCHEMA_VERSION = 1;

  static final String SCHEMA = "schema";
  static final String KIT = "kit";
  static final String DATE = "date";
  static final String MACHINE = "machine";
  static final String SYSTEM = "system";
  static final String CORES = "cores";
  static final String JDK = "jdk";
  static final String IMPLEMENTATION = "implementation";
  static final String VERSION = "version";
  static final String PROFILE = "profile";
  static final String MISSING_HERE = "missing-here";
  static final String SEED = "seed";
  static final String SELECTION = "selection";
  static final String SHARD = "shard";
  static final String REPLAY = "replay";
  static final String VERDICT = "verdict";
  static final String RULES = "rules";
  static final String NOT_TESTABLE = "not-testable";
  static final String ID = "id";
  static final String LEVEL = "level";
  static final String CLASS = "class";
  static final String DECIDES = "decides";
  static final String REASON = "reason";
  static final String CHANGED = "changed";
  static final String BLOCKED_BY = "blocked-by";
  static final String TESTS = "tests";
  static final String TEST = "test";
  static final String SECONDS = "seconds";
  static final String RESTS_ON = "rests-on";
  static final String AMONG = "among";
  static final String CLOCKS = "clocks";
  static final String FAILURE = "failure";
  static final String RULE = "rule";
  static final String COMPARED = "compared";
  static final String EXPECTED = "expected";
  static final String OBSERVED = "observed";
  static final String ITERATIONS = "iterations";
  static final String MISSING = "missing";
  static final String TEXT = "text";
  static final String SOURCE = "source";
  static final String ALONE = "alone";
  static final String PROGRAM = "program";
  static final String TELLING = "telling";

  private Keys() {}
}
