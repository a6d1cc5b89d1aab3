package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import java.nio.file.Path;
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

  /** Returns what makes the buffers and files that the implementation's loops work with. */
  Builtins builtins();

  /** Returns what makes the pipes that the implementation's loops work with. */
  OperatingSystem operatingSystem();

  /** Returns what makes and checks much data on the side of the implementation. */
  Patterns patterns();

  /** Returns what makes garbage of futures and tasks. */
  Garbage garbage();

  /** Returns what shows calls and what is printed. */
  Looks looks();

  /** Returns what makes the context variables that the implementation's code sees. */
  ContextVars contextVars();

  /** Returns what makes the asynchronous generators of the language of the implementation. */
  AsyncGenerators asyncGenerators();

  /** Takes the sockets out of the list that a server shows, where that can be done. */
  void emptySockets(Server server);

  /** Returns whether an object is what an interface of the API stands for. */
  boolean isInstance(@Nullable Object object, Class<?> type);

  /** Whether a loop is of the class that the documentation calls {@code SelectorEventLoop}. */
  default boolean isSelectorEventLoop(EventLoop loop) {
    return true;
  }

  /**
   * Returns the sockets and pipes that are open where the implementation runs, by names that the
   * system does not use again soon; none if it does not tell.
   */
  Set<String> descriptors();

  /** Returns those of them that stay open when garbage is collected. */
  Set<String> heldDescriptors();

  /** Returns the clock, if the test owns it. */
  Optional<VirtualClock> clock();

  /** Returns the look into loops, if the implementation offers one. */
  Optional<LoopIntrospection> introspection();

  /** Returns the warnings since the session was opened, each by the name of its Python class. */
  List<String> warnings();

  /** Returns what hears of deprecated calls from now on. */
  Deprecations deprecations();

  /** Returns what was logged since the session was opened. */
  List<LogLine> log();

  /** Hears what the test has put into its trace. May be called in any thread. */
  default void traced(String event) {}

  /** Sets the system's date back until the session ends, as far as that can be done to a loop. */
  default void setDateBack(Duration duration) {}

  /** Returns an object that looks like a future, and is none of the implementation's. */
  Object futureLike();

  /** Calls a function in another process; its future has the number of that process. */
  default AsyncFuture<Integer> callInProcess(EventLoop loop) {
    throw new NotClaimedError("no function can be handed to another process");
  }

  /** Returns the number of the process in which the implementation runs. */
  default int processId() {
    return Math.toIntExact(ProcessHandle.current().pid());
  }

  /** Lets the system not send files by itself until the session ends, as far as can be done. */
  default void withoutSendfile() {}

  /** From now on the process in which the implementation runs gets no more descriptors. */
  default void limitDescriptors() {
    throw new NotClaimedError("nothing limits how many descriptors there are");
  }

  /** Ends that. */
  default void freeDescriptors() {}

  /** Returns whether an object is a socket, or tells of it, by its descriptor. */
  default boolean isOf(@Nullable Object object, Socket socket) {
    return object instanceof Socket other && other.fileno().equals(socket.fileno());
  }

  /** Lets a host have some addresses until the session ends, as far as that can be done. */
  default void nameHost(String name, List<String> addresses) {}

  /** Hears that the test starts another thread here. */
  default void starts(Thread thread) {}

  /** Hears that the test waits here for the end of another thread. */
  default void waitsFor(Thread thread) {}

  /** Hears that the test gives a signal here. */
  default void gives(Signal signal) {}

  /** Hears that the test waits here for a signal, for at most {@code limit}, if given. */
  default void waitsFor(Signal signal, Optional<Duration> limit) {}

  /** Hears that the test lets time pass here by reading the clock of its loop until then. */
  default void blocks(Duration time) {}

  /** Hears that the test looks here whether there is a file. */
  default void looksFor(Path file) {}

  /** Hears that the time has passed. */
  default void blocked() {}

  /** Hears that the body of the test has ended; what follows tidies up. */
  default void bodyEnded() {}

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
