package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.MemoryView;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.tck.results.Ground;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one test stands on: a fresh module of the implementation, a loop, a trace.
 * Opened, used and closed in the thread of the test.
 */
public final class Bench implements AutoCloseable {

  private final Implementation implementation;
  private final Conditions conditions;
  private final Driver driver;
  private final Session session;
  private final Witness witness;
  private final Trace trace;
  private final TestTime time;
  private final Accusation accusation = new Accusation();
  private final EventLoop loop;

  // What is closed with the bench

  private final List<EventLoop> loops = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final TestFiles files;
  private @Nullable TestSockets sockets;

  private final Runnable goingRound = this::goRoundOnce;
  private boolean expectsReports;

  /** How long input takes to be seen, where the test is about input. */
  private InputWait inputWait = InputWait.NONE;

  private volatile boolean closing;

  /** The test is no longer waited for. What its thread still does is of no interest. */
  private volatile boolean abandoned;

  private volatile @Nullable Throwable failure;

  /** Opens a bench on an implementation, for what is no test. */
  public Bench(Implementation implementation, boolean otherThreads) {
    this(implementation, Conditions.ofKit("", otherThreads));
  }

  /** Opens a bench on an implementation. */
  public Bench(Implementation implementation, Conditions conditions) {
    this.implementation = implementation;
    this.conditions = conditions;
    this.driver = Driver.of(implementation);
    this.session = implementation.open(conditions);
    this.witness = session.witness();
    this.trace = new Trace(witness::traced);
    this.time = new TestTime(implementation, session);
    this.files = new TestFiles(this, session);
    this.loop = newLoop();
  }

  /** Returns the implementation. */
  public Implementation implementation() {
    return implementation;
  }

  /** Returns the module. */
  public Asyncio asyncio() {
    return session.asyncio();
  }

  /** Returns the loop that is made for every test; it is not set as current. */
  public EventLoop loop() {
    return loop;
  }

  /** Returns how the loops of the implementation are driven. */
  public Driver driver() {
    return driver;
  }

  /**
   * The test is about input, and a rest is so long for it, since input takes that long to be seen.
   */
  void waitForInput(InputWait wait) {
    inputWait = wait;
    if (session.clock().isEmpty()) {
      trace.missing(count -> InputPatience.of(implementation).with(time -> waitFor(count, time)));
    }
  }

  /** Returns whether there are so many events, after some time at most. */
  private boolean waitFor(int count, Duration time) {
    return !loop.isRunning()
        && !loop.isClosed()
        && Chain.until(session, loop, () -> trace.size() >= count, inputWait.within(time));
  }

  /** Runs {@link #loop} until it has come to rest: what it does of itself has been done. */
  public void settle() {
    settle(loop);
  }

  /** Runs a loop until it has come to rest: what it does of itself has been done. */
  public void settle(EventLoop other) {
    Chain.untilRest(session, other, trace, inputWait);
  }

  /** Runs {@link #loop} until an event is in the trace, or for so long that it does not come. */
  public void runUntil(String event) {
    if (!runUntil(() -> trace.count(event) > 0)) {
      trace.note(
          "`%s` did not happen within %d iterations".formatted(event, Chain.most(inputWait)));
    }
  }

  /** Runs {@link #loop} until something has changed, or for so long that nothing will. */
  public boolean runUntil(BooleanSupplier changed) {
    return patiently(wait -> Chain.until(session, loop, changed, wait));
  }

  /** Runs {@link #loop} until a future is done, or for so long that it will not be. */
  public void runUntil(AsyncFuture<?> future) {
    if (!patiently(wait -> Chain.untilDone(session, loop, future, wait))) {
      trace.note("the future was not done within %d iterations".formatted(Chain.most(inputWait)));
    }
  }

  /**
   * Waits for something, which may be late where a loop has its input from another thread, and
   * returns whether it came.
   */
  private boolean patiently(Predicate<InputWait> coming) {
    return coming.test(inputWait)
        || (session.clock().isEmpty()
            && InputPatience.of(implementation).with(time -> coming.test(inputWait.within(time))));
  }

  /** Suspends the current coroutine as {@link Session#yieldTimes} says. */
  public int yieldTimes(int most, boolean untilSaid) throws Exception {
    return session.yieldTimes(most, untilSaid);
  }

  /**
   * Does one thing after the other, and lets {@link #loop} run for exactly one iteration after
   * each: for rules that count iterations. Where the loop can only be driven by a task, what is
   * done is done in the loop.
   */
  public void inIterations(RuleTest.VoidBody... steps) throws Exception {
    driver.inIterations(this, steps);
  }

  /**
   * Says of which rule the call is that is made next: should it raise, hang, or end the process,
   * that rule is accused.
   */
  public void accuse(String rule) {
    accusation.accuse(rule);
  }

  /** Says that a crash, at any later call, is charged to this rule, unless one is already. */
  public void suspect(String rule) {
    accusation.suspect(rule);
  }

  /** Returns the rule that is accused of a failure, if that is known. */
  @Nullable String accusedOf(Throwable failure) {
    return accusation.of(failure);
  }

  /** Returns what makes sockets; they are closed with the bench. */
  public Sockets sockets() {
    TestSockets made = sockets;
    if (made == null) {
      made = new TestSockets(session);
      sockets = made;
    }
    return made;
  }

  /** Makes a buffer of the implementation's. */
  public Buffer buffer(int length) {
    return session.builtins().bytearray(length);
  }

  /**
   * Makes a buffer of the implementation with the bytes of another one.
   *
   * @param buffer the other one
   */
  public Buffer copy(Buffer buffer) {
    return session.builtins().bytearray(buffer);
  }

  /**
   * Makes a view of a buffer of the implementation.
   *
   * @param buffer the buffer
   */
  public MemoryView view(Buffer buffer) {
    return session.builtins().memoryview(buffer);
  }

  /** Returns what opens files and pipes; they are closed with the bench. */
  public TestFiles files() {
    return files;
  }

  /** Returns what else there is where the implementation runs. */
  public Surroundings surroundings() {
    return session.surroundings();
  }

  /**
   * Returns the sockets and pipes that are open where the implementation runs, by the system's
   * names for them; a test that needs them ends where the system does not tell.
   */
  public Set<String> descriptors() {
    Set<String> open = session.descriptors();
    if (open.isEmpty()) {
      throw new NotClaimedError("the system does not tell which descriptors are open");
    }
    return open;
  }

  /** Returns the trace. */
  public Trace trace() {
    return trace;
  }

  /** Creates a further loop, which is closed with the bench. */
  public EventLoop newLoop() {
    EventLoop created = asyncio().newEventLoop();
    loops.add(created);
    return created;
  }

  /** Returns some ticks: times that are told apart by virtual and by real clocks. */
  public Duration ticks(int count) {
    return time.ticks(count);
  }

  /**
   * Returns delays in which one sees whether something is early: a machine that is busy at the
   * wrong moment hides it, but the less, the longer the delay is. Some are no whole number of
   * milliseconds, which is what loops round down.
   */
  public List<Duration> delays() {
    return time.delays();
  }

  /** Returns how much before its deadline a timer may fire. */
  public Duration clockResolution() {
    return time.resolution();
  }

  /** Returns whether time is the test's own, and an idle loop jumps to its next deadline. */
  public boolean ownsTime() {
    return time.isOwn();
  }

  /** Returns the clock of a test that owns it. */
  public VirtualClock clock() {
    return time.clock();
  }

  /** Returns the look into loops. */
  public LoopIntrospection introspection() {
    return session
        .introspection()
        .orElseThrow(() -> new IllegalStateException("@NeedsIntrospection is missing"));
  }

  /** Returns what was logged until now. A test that reads it judges it. */
  public List<LogLine> log() {
    expectReports();
    return session.log();
  }

  /** Returns the warnings until now, each by the name of its Python class. */
  public List<String> warnings() {
    expectReports();
    return session.warnings();
  }

  /**
   * Lets this many ticks pass without returning to the loop, as a callback that takes long does.
   */
  public void blockFor(int ticks) {
    time.blockFor(ticks, loop);
  }

  /** Ends a test of what the documentation says of {@code SelectorEventLoop} for other loops. */
  public void needsSelectorEventLoop() {
    if (!surroundings().isSelectorEventLoop(loop)) {
      throw new NotClaimedError(
          "the documentation says it of SelectorEventLoop, which this is not");
    }
  }

  /**
   * Ends a test of what the documentation says of asyncio's own tasks for those of other classes.
   */
  public void needsDefaultTask(Task<?> task) {
    if (!surroundings().isDefaultTask(task)) {
      throw new NotClaimedError(
          "the documentation says it of the default implementation of tasks, which this is not");
    }
  }

  /** Returns whether there is a file, of whatever kind. */
  public boolean exists(Path file) {
    witness.looksFor(file);
    return Files.exists(file);
  }

  /**
   * Lets at least this many ticks pass without returning to the loop, and does not ask the loop
   * whether they have: for what is about the loop's clock.
   */
  public void letPass(int ticks) {
    time.letPass(ticks);
  }

  /**
   * Keeps {@link #loop} going round, so that it looks for due timers again and again, until
   * something is in the trace.
   */
  public void goRound() {
    time.needsToPass();
    loop.callSoon(goingRound);
  }

  private void goRoundOnce() {
    if (trace.size() == 0 && !abandoned) {
      time.creep();
      loop.callSoon(goingRound);
    }
  }

  /** Says that the test makes the loop report something. */
  public void expectReports() {
    expectsReports = true;
  }

  /**
   * Runs the body of a test, and ends it. What goes wrong behind the body breaks other rules than
   * those of the test: each is accused by its name.
   */
  void run(RuleProperties.BenchBody body) throws Throwable {
    try (this) {
      try {
        body.run(this);
        accusation.acquit();
        checkReports();
      } catch (Throwable thrown) {
        if (!abandoned) {
          failure = thrown;
        }
        throw thrown;
      }
    }
  }

  /** A test that has failed keeps its own failure. */
  private void accuseUnlessFailed(@Nullable String rule) {
    if (failure == null && !abandoned) {
      accusation.accuse(rule);
    }
  }

  /** Fails if the loop has reported what nothing in the test gave a reason for. */
  private void checkReports() {
    if (!expectsReports && Reports.areForbidden()) {
      // Of what is slow a loop may warn in any test: on a busy machine everything may be.
      List<LogLine> reports =
          session.log().stream()
              .filter(LogLine::isReport)
              .filter(LogLine::isError)
              .filter(line -> !line.isOfOtherSide())
              .toList();
      accusation.accuse(Reports.ruleAgainst(reports).orElse(null));
      Reports.shouldBeNone(reports, trace);
    }
  }

  /** Returns whether the body has ended, and what it has left is being closed. */
  boolean isClosing() {
    return closing;
  }

  /** Returns how the body has failed; null if it has not. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Returns a number that changes while the test and the implementation talk to each other. */
  long exchanged() {
    return session.exchanged();
  }

  /** Makes a signal from one thread to another; its name says in a word what it tells. */
  public Signal signal(String name) {
    return new Signal(name, witness);
  }

  /** Starts a thread; {@link FutureTask#get} waits for it and gives what it gave. */
  public <T extends @Nullable Object> FutureTask<T> inThread(Callable<T> body) {
    OtherThread<T> task = new OtherThread<>(body, witness, threads.size());
    threads.add(task.thread);
    task.start();
    return task;
  }

  /** Returns what can be told of a hang, and ends what runs. */
  String abort() {
    abandoned = true;
    if (sockets != null) {
      sockets.end();
    }
    StringBuilder text = new StringBuilder(session.abort());
    for (Thread thread : List.copyOf(threads)) {
      text.append(TestThread.dump(thread));
      thread.interrupt();
    }
    session.abandon(List.copyOf(loops));
    return text.toString();
  }

  /** Closes the loops that can be closed, by the documented API and no other way. */
  @Override
  public void close() {
    witness.bodyEnded();
    closing = !abandoned;
    accuseUnlessFailed(Ground.CLOSE.rule());
    try {
      if (!implementation.leavesOpen()) {
        loops.forEach(Bench::closeQuietly);
      }
      files.close();
      if (sockets != null) {
        sockets.close();
        checkNothingLeaked(sockets);
      }
    } finally {
      session.close();
    }
  }

  private void checkNothingLeaked(TestSockets sockets) {
    Set<String> leaked = implementation.leavesOpen() ? Set.of() : sockets.leaked();
    if (!leaked.isEmpty()) {
      accuseUnlessFailed(TestSockets.owner(conditions.rules()).map(Ground::rule).orElse(null));
      throw new RuleViolation(RuleViolation.LEFT_OPEN, List.of("none"), String.join(", ", leaked));
    }
  }

  private static void closeQuietly(EventLoop loop) {
    try {
      if (!loop.isRunning() && !loop.isClosed()) {
        loop.close();
      }
    } catch (HarnessError stop) {
      throw stop;
    } catch (RuntimeException | Error refused) {
      // The test has its verdict; whether its loop can be closed is covered by another rule.
    }
  }
}
