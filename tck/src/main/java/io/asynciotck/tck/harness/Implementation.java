package io.asynciotck.tck.harness;

import io.asynciotck.api.Capability;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The implementation under test. May be used in any thread. */
public interface Implementation extends AutoCloseable {

  /** Returns the name by which users know it. */
  String name();

  /** Returns its version, and that of what it runs on. */
  String version();

  /** Returns the newest profile against which it can be checked. */
  Profile profile();

  /** Returns the name of the shipped file that lists its known failures. */
  default String expectationsName() {
    return name();
  }

  /** Returns the classes that it claims. */
  Set<ConformanceClass> classes();

  /** Returns the classes that it does not claim although it might, each with the reason. */
  default Map<ConformanceClass, String> notClaimed() {
    return Map.of();
  }

  /** Returns what it offers to tests. */
  Set<Capability> capabilities();

  /** Returns how much before its deadline a timer may fire by the real clock. */
  Duration clockResolution();

  /** Returns what a reader of the report has to know before anything else, a sentence each. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Returns the members that are documented for its version and that it has not, and keywords that
   * are not taken, a line each.
   */
  default List<String> missing() {
    return List.of();
  }

  /**
   * Returns what it has from asyncio itself: methods of its loop by their Python names, as {@code
   * run_forever}, members of the module as {@code asyncio.wait_for}. What is known to fail there
   * fails here too.
   */
  default Set<String> inherits() {
    return Set.of();
  }

  /**
   * Returns what it is not meant to do, by the word of its author, each by the word that the
   * specification has for it.
   */
  default Map<String, Gap> gaps() {
    return Map.of();
  }

  /**
   * Returns whether its loops live only inside of something else. How they are run, stopped and
   * closed is then not theirs, and nothing is known of it though tests may do it.
   */
  default boolean isHosted() {
    return false;
  }

  /**
   * Returns why no test can be shown that rests on a callback that takes time, in a sentence; empty
   * if such tests can be shown.
   */
  default Optional<String> whyTimeStandsStill() {
    return Optional.empty();
  }

  /** Returns whether loops that tests leave open are left so: to close one would do harm. */
  default boolean leavesOpen() {
    return false;
  }

  /** From now on leaves loops open that tests leave open. */
  default void leaveOpen() {}

  /**
   * Lets the next session begin with nothing of what ran before: in a process of its own.
   *
   * @return whether that can be done
   */
  default boolean refresh() {
    return false;
  }

  /**
   * Returns the tests that ran in the process of the last session, in their order, that of the last
   * session among them; none if there is no such process.
   */
  default List<String> testsOfProcess() {
    return List.of();
  }

  /** Returns whether its loops have the real clock where the test does not own their time. */
  default boolean hasRealClock() {
    return true;
  }

  /** Starts what the next session needs, so that the time of a test is its own. */
  default void ready(Conditions conditions) {}

  /** Opens a session for one test. */
  Session open(Conditions conditions);

  /**
   * Opens a session for a part of the kit that is no test.
   *
   * @param otherThreads whether other threads are used, so that a loop with nothing to do may be
   *     woken
   */
  default Session open(boolean otherThreads) {
    return open(Conditions.ofKit("", otherThreads));
  }

  /** Returns what was recorded of the test that has just failed, and in which way. */
  default Recorded recordedOf(Throwable failure) {
    return Recorded.NOTHING;
  }

  /** Ends what runs outside of this JVM. */
  @Override
  default void close() {}
}
