package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test has around it where the implementation runs, besides the module: objects of its
 * language, and what can be told of them or changed in its process. What a test changes is as
 * before when it has ended.
 */
public interface Surroundings {

  // What makes something

  /** Returns what decides whether the ends of pipes block. */
  OperatingSystem operatingSystem();

  /** Returns what makes and checks much data. */
  Patterns patterns();

  /** Returns what makes garbage of futures and tasks. */
  Garbage garbage();

  /** Returns what shows calls and what is printed. */
  Looks looks();

  /** Returns what makes the context variables that the implementation's code sees. */
  ContextVars contextVars();

  /** Returns what makes asynchronous generators of the language. */
  AsyncGenerators asyncGenerators();

  /** Returns an object that looks like a future, and is none of the implementation's. */
  Object futureLike();

  // What can be told

  /** Returns whether an object is what an interface of the API stands for. */
  boolean isInstance(@Nullable Object object, Class<?> type);

  /** Returns whether what a protocol was given just now is of the language's class of bytes. */
  boolean areBytes(byte @Nullable [] data);

  /** Returns whether a task is of the class that is documented, and of none that is like it. */
  boolean isDefaultTask(Task<?> task);

  /** Returns whether a loop is of the class that is documented as {@code SelectorEventLoop}. */
  boolean isSelectorEventLoop(EventLoop loop);

  /** Returns whether an object is a socket, or tells of it, by its descriptor. */
  boolean isOf(@Nullable Object object, Socket socket);

  /** Returns whether two objects are the same value in the language of the implementation. */
  boolean areEqual(Object one, Object other);

  /** Returns what hears of deprecated calls from now on. */
  Deprecations deprecations();

  /** Returns what something writes to the standard output. */
  default String printed(Runnable body) {
    Looks looks = looks();
    String printed;
    looks.beginPrinting();
    try {
      body.run();
    } finally {
      printed = looks.printed();
    }
    return printed;
  }

  /**
   * Returns whether what is tested leaves the processor alone, as soon as it does: it is compared
   * with the thread that asks, which works meanwhile, half a second at most. So a loop that works
   * without an end is seen on a machine that has little time for both. What is tested is the
   * process of the implementation, or a thread of this one. To be called in another thread than
   * that of the test.
   *
   * @param tested the thread in which the loop runs, where it runs in this process
   */
  boolean isIdle(Thread tested);

  /** Returns the number of the process in which the implementation runs. */
  int processId();

  /**
   * Returns a description of what handles the signal of Ctrl-C, which is another one for another
   * handler.
   *
   * @throws NotClaimedError if the language has no such handlers
   */
  String interruptHandler();

  /**
   * Returns a description of what the interpreter tells of asynchronous generators that begin and
   * that nobody holds, which is another one for another listener.
   *
   * @throws NotClaimedError if the language tells nobody
   */
  String generatorHooks();

  /**
   * From now on Ctrl-C is handled as the language does by default, though it be ignored outside of
   * the test.
   *
   * @throws NotClaimedError if the language has no such handlers
   */
  void interruptByDefault();

  /**
   * Does what Ctrl-C does. In the thread of the test it is handled when this returns; from another
   * one it comes to that thread whatever it does.
   *
   * @throws NotClaimedError if the language has no such handlers
   */
  void interrupt();

  /** Whether the language is in its development mode; there may be none. */
  boolean inDevelopmentMode();

  /**
   * Calls a function in another process by {@code run_in_executor}; its future has the number of
   * that process.
   *
   * @throws NotClaimedError if no function can be handed to another process
   */
  AsyncFuture<Integer> callInProcess(EventLoop loop);

  // What is called in another form

  /**
   * Returns an object through which calls give the arguments of these names by keyword, where the
   * language has keywords. Each method that is called has parameters of all of these names.
   */
  <T> T byKeyword(T object, String... names);

  /** Returns an object through which calls give the arguments of these names by position. */
  <T> T byPosition(T object, String... names);

  // What can be changed

  /** Takes the sockets out of the list that a server shows, where that can be done. */
  void emptySockets(Server server);

  /**
   * Returns a pipe with the descriptor of another one. While it is closed it takes descriptors that
   * are free, and so shows whether its own was closed before.
   *
   * @throws NotClaimedError if pipes are not the implementation's own
   */
  Pipe watchClosing(Pipe pipe);

  /** Closes such a pipe, if nobody has; returns whether what it has taken was left open. */
  boolean spared(Pipe pipe);

  /** Takes the system's own way to send files away, as far as can be done. */
  void withoutSendfile();

  /** Sets the system's date back, where code of the loop can see that. */
  void setDateBack(Duration duration);

  /**
   * From now on gives durations and times of whole seconds as whole numbers, where the language has
   * such numbers beside others for them.
   */
  void giveWholeSeconds();

  /**
   * From now on a protocol that answers yes or no does so by texts, where the language takes a text
   * for true or false: by one that is empty for no.
   */
  void answerByTexts();

  /** Lets a host have the address 127.0.0.1 in the end. A loop may not hear of this host. */
  SlowName slowName();

  /** Lets a host have some addresses. A loop may look names up where this is not heard of. */
  void nameHost(String name, List<String> addresses);

  /**
   * Begins a time in which the process of the implementation gets no more descriptors.
   *
   * @throws NotClaimedError if nothing limits them
   */
  Shortage shortageOfDescriptors();

  /** A time in which a process gets no more descriptors. */
  @FunctionalInterface
  interface Shortage extends AutoCloseable {
    /** Ends it. */
    @Override
    void close();
  }
}
