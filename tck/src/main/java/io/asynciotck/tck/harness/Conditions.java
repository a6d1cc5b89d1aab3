package io.asynciotck.tck.harness;

import java.util.List;
import java.util.Map;

/**
 * Under which conditions a test is run.
 *
 * @param test the name of the test, class and method
 * @param rules the rules that it is about
 * @param otherThreads whether it uses other threads, so that a loop with nothing to do may be woken
 * @param realClock whether its loops run by the real clock, even if they could have virtual time
 * @param environment environment variables that have to be set, with their values
 */
public record Conditions(
    String test,
    List<String> rules,
    boolean otherThreads,
    boolean realClock,
    Map<String, String> environment) {

  /** Keeps what was given. */
  public Conditions {
    rules = List.copyOf(rules);
    environment = Map.copyOf(environment);
  }

  /** Those of a part of the kit that is no test, such as a look at what a loop can do. */
  public static Conditions ofKit(String name, boolean otherThreads) {
    return new Conditions(name, List.of(), otherThreads, false, Map.of());
  }

  /** The same by the real clock. */
  public Conditions byRealClock() {
    return new Conditions(test, rules, otherThreads, true, environment);
  }
}
