package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The implementation, fresh for one test. */
public interface Session extends AutoCloseable {

  /** Returns the module. */
  Asyncio asyncio();

  /** Returns what makes the sockets that the implementation's loops work with. */
  Sockets sockets();

  /**
   * Makes two sockets that are connected. What one has sent is there for the other at once, as it
   * is with Unix sockets: they are used even where those that make sockets give others.
   *
   * @throws IOException if they cannot be made
   */
  default List<Socket> socketpair() throws IOException {
    return sockets().socketpair();
  }

  /** Returns what makes the buffers and files that the implementation's loops work with. */
  Builtins builtins();

  /** Returns what else a test has where the implementation runs. */
  Surroundings surroundings();

  /** Returns what hears what the test does. */
  default Witness witness() {
    return Witness.NONE;
  }

  /**
   * Returns a number that changes while the implementation and a test do something with each other;
   * always the same where they do that in the thread of the test.
   */
  default long exchanged() {
    return 0;
  }

  /**
   * Returns the sockets and pipes that are open where the implementation runs, by names that the
   * system does not use again soon; none if it does not tell.
   */
  Set<String> descriptors();

  /** Returns those of them that stay open when garbage is collected. */
  Set<String> heldDescriptors();

  /**
   * Keeps a loop going, and calls back in its next iteration; in a later one where a call from
   * there takes long, but no later than when the implementation and the test have done something
   * with each other.
   *
   * @param most how many iterations it may be at most
   * @param future calls back as soon as it is done, if not null
   * @return how many iterations it is if the two do nothing with each other, and the future is not
   *     done
   */
  default int goRound(
      EventLoop loop, Runnable callback, int most, @Nullable AsyncFuture<?> future) {
    loop.callSoon(callback);
    return 1;
  }

  /**
   * Suspends the current coroutine for some iterations; for one, where a call from here is no call
   * into another process.
   *
   * @param most how many iterations at most
   * @param untilSaid whether it goes on as soon as the implementation and the test have done
   *     something with each other
   * @return how many iterations it was
   */
  default int yieldTimes(int most, boolean untilSaid) throws Exception {
    asyncio().await(asyncio().sleep(Duration.ZERO));
    return 1;
  }

  /** Returns the clock, if the test owns it. */
  Optional<VirtualClock> clock();

  /** Returns the look into loops, if the implementation offers one. */
  Optional<LoopIntrospection> introspection();

  /** Returns the warnings since the session was opened, each by the name of its Python class. */
  List<String> warnings();

  /** Returns what was logged since the session was opened. */
  List<LogLine> log();

  /** Returns what the implementation can tell of a hang: stacks, what it wrote. Ends what runs. */
  default String abort() {
    return "";
  }

  /**
   * Ends loops that go on although their test was given up, as far as that can be done: nobody
   * waits for them. Nothing to do where {@link #abort} has ended them.
   */
  default void abandon(List<EventLoop> loops) {}

  /** Releases what the session holds. */
  @Override
  void close();
}
