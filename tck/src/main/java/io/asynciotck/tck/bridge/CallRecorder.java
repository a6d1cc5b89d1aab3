package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Hears what kit and agent say to one another, in order. The messages name objects by number
 * (PROTOCOL.md), and so say symbolically what a test did: enough to write it down as a program.
 *
 * <p>Called in the thread that sends or receives; an implementation has to be thread-safe.
 */
@FunctionalInterface
public interface CallRecorder {

  /** Hears nothing. */
  CallRecorder NONE = (channel, speaker, message) -> {};

  /** Where a call comes from. */
  enum Speaker {
    /** The kit. */
    KIT,
    /** The agent. */
    AGENT
  }

  /** Hears that the next test runs where these environment variables have these values. */
  default void begins(Map<String, String> environment) {}

  /**
   * Hears a message.
   *
   * @param channel the name of the channel, which stands for a thread: {@code main} for the test's.
   *     Below it is empty for a thread that has no channel yet, which is then the current one
   * @param message a request or an answer; not to be changed
   */
  void heard(String channel, Speaker speaker, JsonNode message);

  /** Hears what the test has put into its trace, in a thread that uses this channel. */
  default void traced(String channel, String event) {}

  /** Hears that the test starts another thread, in a thread that uses this channel. */
  default void starts(String channel, Thread thread) {}

  /** Hears that the test waits for another thread, in a thread that uses this channel. */
  default void waitsFor(String channel, Thread thread) {}

  /** Hears that the test gives a signal, in a thread that uses this channel. */
  default void gives(String channel, Signal signal) {}

  /** Hears that the test waits for a signal, in a thread that uses this channel. */
  default void waitsFor(String channel, Signal signal, Optional<Duration> limit) {}

  /**
   * Hears that the test lets time pass, by the clock of a loop that it reads until then, in a
   * thread that uses this channel.
   */
  default void blocks(String channel, Duration time) {}

  /** Hears that the test looks whether there is a file, in a thread that uses this channel. */
  default void looksFor(String channel, Path file) {}

  /** Hears that it has passed. */
  default void blocked(String channel) {}

  /** Hears which object of the test's has a number in what is said next. */
  default void numbered(int number, Object object) {}

  /** Hears that the body of the test has ended; what follows tidies up. */
  default void bodyEnded() {}
}
