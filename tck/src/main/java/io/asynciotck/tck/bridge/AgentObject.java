package io.asynciotck.tck.bridge;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.Looks;
import io.asynciotck.tck.harness.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The object number 0 of an agent: what the kit asks of the agent itself. See PROTOCOL.md. */
interface AgentObject extends Patterns, Garbage, Looks, AsyncGenerators {

  /**
   * Learns the kinds of objects, and tells what there is.
   *
   * @param kinds pairs of a kind and its Python class
   * @param members for each kind its members, each with its keywords
   * @param documented the lines of the list of what is documented
   */
  Map<String, @Nullable Object> start(
      List<List<String>> kinds, Map<String, List<List<String>>> members, List<String> documented);

  /** Runs a loop, and tells what may be expected of it. Called once, after {@link #start}. */
  Map<String, @Nullable Object> probe();

  /**
   * Begins a test: a fresh module.
   *
   * @param virtual whether its loops run by the virtual clock
   * @param threads whether other threads may wake a loop that has nothing to do
   * @param test the name of the test
   * @param rules the rules that it is about
   */
  Asyncio module(boolean virtual, boolean threads, String test, List<String> rules);

  /**
   * Calls back in a later iteration of a loop: in the first in which the kit has been asked
   * something or has asked for something since, or the future is done, or the {@code most}th.
   */
  void goRound(EventLoop loop, Runnable callback, int most, @Nullable AsyncFuture<?> future);

  /**
   * A coroutine that yields as often as said; it gives how often.
   *
   * @param untilSaid whether it ends as soon as the kit has been asked something
   */
  Coroutine<Integer> turns(int most, boolean untilSaid);

  /** The module {@code socket}. */
  Sockets sockets();

  /** The module {@code builtins}. */
  Builtins builtins();

  /** The module {@code os}. */
  OperatingSystem operatingSystem();

  /** The module {@code contextvars}. */
  ContextVars contextVars();

  /** Whether an object is an instance of a class, given as {@code MODULE.CLASS}. */
  boolean isInstance(@Nullable Object object, String pythonClass);

  /** The descriptors of the process that are open, as the system names them; none if it cannot. */
  List<String> descriptors();

  /** The same after garbage was collected. */
  List<String> heldDescriptors();

  /**
   * Ends a test. Returns what it has changed for good.
   *
   * @param exercise whether a loop is to run once more, so that a process which the test has broken
   *     ends now
   */
  List<String> reset(boolean exercise);

  /** From now on closes no loop. Called before {@link #start}, where a close does harm. */
  void leaveOpen();

  /** The time of the virtual clock. */
  LoopTime time();

  /** Lets time pass on the virtual clock. */
  void advance(Duration duration);

  /** Sets how coarse the clocks of virtual loops are that are made from now on. */
  void setResolution(Duration resolution);

  /** Takes the sockets out of the list that a server shows, where that can be done. */
  void emptySockets(Server server);

  /** Sets the system's date back, as far as code in Python reads it, until the test ends. */
  void setDateBack(Duration duration);

  /** From now on takes floats of whole seconds for ints, until the test ends. */
  void giveWholeSeconds();

  /** From now on methods of protocols return texts for booleans, until the test ends. */
  void answerByTexts();

  /** An object of a class of its own that looks like a future. */
  Object futureLike();

  /** The number of another process, as a future; null if there are no pools of processes. */
  @Nullable AsyncFuture<Integer> callInProcess(EventLoop loop);

  /** Whether the agent's process leaves the processor alone, within a second. */
  boolean isIdle();

  /** The number of the agent's process. */
  int processId();

  /** Whether the interpreter is in its development mode. */
  boolean inDevelopmentMode();

  /** What handles SIGINT, as text. */
  String interruptHandler();

  /** The hooks for asynchronous generators, as text. */
  String generatorHooks();

  /** Lets SIGINT be handled by default until the test ends. */
  void interruptByDefault();

  /** Sends SIGINT to the process. */
  void interrupt();

  /** Takes {@code os.sendfile} away until the test ends. */
  void withoutSendfile();

  /** A pipe with the descriptor of another one, that takes others while it is closed. */
  Pipe watchClosing(Pipe pipe);

  /** Closes it; whether nobody has closed the others. */
  boolean spared(Pipe pipe);

  /** Two Unix sockets that are connected. */
  List<Socket> unixPair();

  /** From now on the process gets no more descriptors. Whether that can be done. */
  boolean limitDescriptors();

  /** Ends that. */
  void freeDescriptors();

  /** Whether an object has the descriptor of a socket. */
  boolean isOf(@Nullable Object object, Socket socket);

  /** Whether two objects are equal: a constant may be a number, or a member of an enumeration. */
  boolean areEqual(Object one, Object other);

  /**
   * Whether what a protocol was given just now, which is these bytes, was of Python's class of
   * bytes.
   */
  boolean areBytes(byte @Nullable [] data);

  boolean isOfAsyncio(Object object);

  /**
   * Lets a host have an address when it is answered, for code that asks the module {@code socket}.
   */
  void slowName(String name, String address);

  /** Whether somebody has asked for it. */
  boolean slowNameIsAsked();

  /** Gives the address to whoever waits for it. */
  void answerSlowName();

  /** Whether the thread that has made the name has waited for it in vain. */
  boolean slowNameHeldUp();

  /** Lets a host have some addresses, for code that asks the module {@code socket}. */
  void nameHost(String name, List<String> addresses);

  /** What was logged since the test began: pairs of a level and a text. */
  List<List<String>> log();

  /** The warnings since the test began, by their classes. */
  List<String> warnings();

  /** Hears of deprecated calls from now on, until the test ends. */
  void hearDeprecations();

  /** Whether a call was deprecated since the last time. */
  boolean heardDeprecation();

  /** How many timers a loop keeps. */
  int scheduledTimers(EventLoop loop);

  /** Where an exception was raised. */
  String traceback(Throwable exception);

  /** How many objects the agent keeps for the kit. */
  int objectCount();

  /** Collects garbage. */
  void tidy();
}
