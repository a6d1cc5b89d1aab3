package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.tck.results.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one test stands on: a fresh module of the implementation, a loop, a trace.
 * Opened, used and closed in the thread of the test.
 */
public final class Bench implements AutoCloseable {

  /** A tick by the real clock: well above any resolution, and short. */
  private static final Duration REAL_TICK = Duration.ofMillis(20);

  private static final Duration VIRTUAL_TICK = Duration.ofSeconds(1);

  /** Delays by the real clock in which one sees that something is early; in ticks. */
  private static final int[] REAL_DELAYS = {2, 15};

  private final Implementation implementation;
  private final Session session;
  private final List<EventLoop> loops = new CopyOnWriteArrayList<>();
  private volatile boolean isAbandoned;
  private final Runnable goingRound = this::goRoundOnce;
  private final List<AutoCloseable> files = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Trace trace;
  private final EventLoop loop;
  private final Driver driver;
  private @Nullable TestSockets sockets;
  private final Conditions conditions;
  private boolean expectsReports;

  /** How long input takes to be seen, where the test is about input. */
  private InputWait inputWait = InputWait.NONE;

  private volatile boolean closing;

  /** The test is no longer waited for. What its thread still does is of no interest. */
  private volatile boolean abandoned;

  private volatile @Nullable Throwable failure;

  /** The rule of the call that is being made, where a property knows it. */
  private volatile @Nullable String accused;

  /** The rule of the first call that may have broken the process, where a property knows it. */
  private volatile @Nullable String suspected;

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
    this.trace = new Trace(session::traced);
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

  /** Says how long a rest is for this test, since input takes so long to be seen. */
  void waitForInput(InputWait wait) {
    inputWait = wait;
  }

  /** Runs {@link #loop} until it has come to rest: what it does of itself has been done. */
  public void settle() {
    settle(loop);
  }

  /** Runs a loop until it has come to rest: what it does of itself has been done. */
  public void settle(EventLoop other) {
    Chain.untilRest(other, trace, inputWait);
  }

  /** Runs {@link #loop} until an event is in the trace, or for so long that it does not come. */
  public void runUntil(String event) {
    if (!Chain.until(loop, () -> trace.count(event) > 0, inputWait)) {
      trace.note(
          "`%s` did not happen within %d iterations".formatted(event, Chain.most(inputWait)));
    }
  }

  /** Runs {@link #loop} until a future is done, or for so long that it will not be. */
  public void runUntil(AsyncFuture<?> future) {
    if (!Chain.until(loop, future::isDone, inputWait)) {
      trace.note("the future was not done within %d iterations".formatted(Chain.most(inputWait)));
    }
  }

  /**
   * Does one thing after the other, and lets {@link #loop} run for exactly one iteration after
   * each: for rules that count iterations. Where the loop can only be driven by a task, what is
   * done is done in the loop.
   */
  public void inIterations(RuleTest.VoidBody... steps) throws Exception {
    Driver.Way way =
        driver
            .way()
            .orElseThrow(() ->
                new RuleViolation(
                    "way to run for one iteration",
                    List.of("at least one that is exact"),
                    driver.describe()));
    switch (way) {
      case STOP_IN_CALLBACK -> {
        for (RuleTest.VoidBody step : steps) {
          step.run();
          loop.callSoon(loop::stop);
          loop.runForever();
          trace.iterationEnded();
        }
      }
      case STOP_BEFORE_RUN -> {
        for (RuleTest.VoidBody step : steps) {
          step.run();
          loop.stop();
          loop.runForever();
          trace.iterationEnded();
        }
      }
      case BARE_YIELD ->
          loop.runUntilComplete(
              asyncio()
                  .coroutine(() -> {
                    for (RuleTest.VoidBody step : steps) {
                      step.run();
                      asyncio().await(asyncio().sleep(Duration.ZERO));
                      trace.iterationEnded();
                    }
                    return null;
                  }));
    }
  }

  /**
   * Says of which rule the call is that is made next: should it raise, hang, or end the process,
   * that rule is accused.
   */
  public void accuse(String rule) {
    accused = rule;
  }

  /** Says that a crash, at any later call, is charged to this rule, unless one is already. */
  public void suspect(String rule) {
    suspected = suspected == null ? rule : suspected;
  }

  /** Returns the rule that is accused of a failure, if that is known. */
  @Nullable String accusedOf(Throwable failure) {
    boolean crash = failure instanceof CrashError ended && !ended.isExit();
    return crash && suspected != null ? suspected : accused;
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
  public Buffer view(Buffer buffer) {
    return session.builtins().memoryview(buffer);
  }

  /** Opens a file for the implementation; it is closed with the bench. */
  public File open(Path path) throws IOException {
    return open(path, "rb");
  }

  /** Makes the implementation write a file and open it; so a program of a failure does, too. */
  public File write(Path path, byte[] content) throws IOException {
    File file = open(path, "w+b");
    file.write(content);
    file.seek(0);
    return file;
  }

  /** Opens a file for the implementation to write text; it is closed with the bench. */
  public File writeText(Path path) throws IOException {
    return open(path, "w");
  }

  private File open(Path path, String mode) throws IOException {
    File file = session.builtins().open(path.toString(), mode);
    files.add(file);
    return file;
  }

  /** Makes a pipe: the end that is read, and the one that is written. Both block. */
  public List<Pipe> pipe() throws IOException {
    sockets(); // What is open from here on was left open by the test.
    List<Object> ends = session.operatingSystem().pipe();
    return List.of(open(ends.get(0), "rb"), open(ends.get(1), "wb"));
  }

  /** Makes two sockets that are connected, each used like a pipe. Both block. */
  public List<Pipe> socketsAsPipes(String mode) throws IOException {
    List<Socket> pair = sockets().socketpair();
    return List.of(open(pair.get(0).detach(), mode), open(pair.get(1).detach(), "r+b"));
  }

  /** Makes a named pipe: the end that is read, and the one that is written. Both block. */
  public List<Pipe> namedPipe(Path path) throws IOException {
    sockets();
    session.operatingSystem().mkfifo(path.toString());
    Pipe both = open(path.toString(), "r+b"); // Else each of the others would wait for the other.
    List<Pipe> ends = List.of(open(path.toString(), "rb"), open(path.toString(), "wb"));
    both.close();
    return ends;
  }

  /** Makes a terminal: the end of a person, and the terminal. Both block. */
  public List<Pipe> terminal(String mode) throws IOException {
    sockets();
    List<Object> ends = terminal();
    return List.of(open(ends.get(0), "r+b"), open(ends.get(1), mode));
  }

  private List<Object> terminal() {
    try {
      return session.operatingSystem().openpty();
    } catch (IOException none) {
      throw new NotClaimedError("the system has no terminals to give");
    }
  }

  private Pipe open(Object file, String mode) throws IOException {
    Pipe end = session.builtins().open(file, mode, 0);
    files.add(end);
    return end;
  }

  /** Returns what decides whether the ends of pipes block. */
  public OperatingSystem operatingSystem() {
    return session.operatingSystem();
  }

  /** Returns what makes and checks much data on the side of the implementation. */
  public Patterns patterns() {
    return session.patterns();
  }

  /** Takes the sockets out of the list that a server shows, where that can be done. */
  public void emptySockets(Server server) {
    session.emptySockets(server);
  }

  /** Returns what makes garbage of futures and tasks. */
  public Garbage garbage() {
    return session.garbage();
  }

  /**
   * Makes a coroutine of functions named {@code outermost}, {@code midway} and {@code innermost},
   * each of which calls the next. The last one awaits a future.
   */
  public Coroutine<@Nullable Void> nestedCalls(AsyncFuture<@Nullable Void> future) {
    return session.looks().nestedCalls(future);
  }

  /** Returns what something writes to the standard output of the implementation. */
  public String printed(Runnable body) {
    Looks looks = session.looks();
    String printed;
    looks.beginPrinting();
    try {
      body.run();
    } finally {
      printed = looks.printed();
    }
    return printed;
  }

  /** Returns what makes context variables. */
  public ContextVars contextVars() {
    return session.contextVars();
  }

  /** Returns what makes asynchronous generators. */
  public AsyncGenerators asyncGenerators() {
    return session.asyncGenerators();
  }

  /** Returns whether an object is what an interface of the API stands for. */
  public boolean isInstance(@Nullable Object object, Class<?> type) {
    return session.isInstance(object, type);
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
    return (session.clock().isPresent() ? VIRTUAL_TICK : REAL_TICK).multipliedBy(count);
  }

  /**
   * Returns delays in which one sees whether something is early: a machine that is busy at the
   * wrong moment hides it, but the less, the longer the delay is.
   */
  public List<Duration> delays() {
    return ownsTime()
        ? List.of(ticks(2))
        : IntStream.of(REAL_DELAYS).mapToObj(this::ticks).toList();
  }

  /** Returns how much before its deadline a timer may fire. */
  public Duration clockResolution() {
    return session.clock().map(VirtualClock::resolution).orElse(implementation.clockResolution());
  }

  /** Returns whether time is the test's own, and an idle loop jumps to its next deadline. */
  public boolean ownsTime() {
    return session.clock().isPresent();
  }

  /** Returns the clock of a test that owns it. */
  public VirtualClock clock() {
    return session
        .clock()
        .orElseThrow(() -> new IllegalStateException("@NeedsVirtualTime is missing"));
  }

  /** Returns the look into loops. */
  public LoopIntrospection introspection() {
    return session
        .introspection()
        .orElseThrow(() -> new IllegalStateException("@NeedsIntrospection is missing"));
  }

  /** Returns what was logged until now. Who reads it judges it. */
  public List<LogLine> log() {
    expectReports();
    return session.log();
  }

  /** Returns what hears of deprecated calls from now on. */
  public Deprecations deprecations() {
    return session.deprecations();
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
    if (session.clock().isPresent()) {
      clock().advance(ticks(ticks));
      return;
    }
    needsTimeThatPasses();
    session.blocks(ticks(ticks));
    LoopTime end = loop.time().plus(ticks(ticks));
    while (loop.time().compareTo(end) < 0) {
      Thread.onSpinWait();
    }
    session.blocked();
  }

  /** A loop whose time stands still while it has something to do has none for such a test. */
  private void needsTimeThatPasses() {
    implementation
        .whyTimeStandsStill()
        .ifPresent(reason -> {
          throw new NotClaimedError(reason);
        });
  }

  /** Ends a test of what the documentation says of {@code SelectorEventLoop} for other loops. */
  public void needsSelectorEventLoop() {
    if (!session.isSelectorEventLoop(loop)) {
      throw new NotClaimedError(
          "the documentation says it of SelectorEventLoop, which this is not");
    }
  }

  /** Returns whether there is a file, of whatever kind. */
  public boolean exists(Path file) {
    session.looksFor(file);
    return Files.exists(file);
  }

  /**
   * Lets at least this many ticks pass without returning to the loop, and does not ask the loop
   * whether they have: for what is about the loop's clock.
   */
  public void letPass(int ticks) {
    if (session.clock().isPresent()) {
      clock().advance(ticks(ticks));
      return;
    }
    session.blocks(ticks(ticks));
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < ticks(ticks).toNanos()) {
      Thread.onSpinWait();
    }
    session.blocked();
  }

  /**
   * Keeps {@link #loop} going round, so that it looks for due timers again and again, until
   * something is in the trace.
   */
  public void goRound() {
    if (session.clock().isEmpty()) {
      needsTimeThatPasses();
    }
    loop.callSoon(goingRound);
  }

  private void goRoundOnce() {
    if (trace.size() == 0 && !isAbandoned) {
      session.clock().ifPresent(clock -> clock.advance(ticks(1).dividedBy(20)));
      loop.callSoon(goingRound);
    }
  }

  /** Returns an object that looks like a future, and is none of the implementation's. */
  public Object futureLike() {
    return session.futureLike();
  }

  /**
   * Calls a function in another process by {@code run_in_executor}; its future has the number of
   * that process.
   */
  public AsyncFuture<Integer> callInProcess(EventLoop loop) {
    return session.callInProcess(loop);
  }

  /** Returns the number of the process in which the implementation runs. */
  public int processId() {
    return session.processId();
  }

  /** Takes the system's own way to send files away while the test runs, as far as can be done. */
  public void withoutSendfile() {
    session.withoutSendfile();
  }

  /** A time in which the process of the implementation gets no more descriptors. */
  public interface Shortage extends AutoCloseable {
    /** Ends it. */
    @Override
    void close();
  }

  /** Begins a time in which the process of the implementation gets no more descriptors. */
  public Shortage shortageOfDescriptors() {
    session.limitDescriptors();
    return session::freeDescriptors;
  }

  /** Returns whether an object is a socket, or tells of it, by its descriptor. */
  public boolean isOf(@Nullable Object object, Socket socket) {
    return session.isOf(object, socket);
  }

  /**
   * Lets a host have some addresses while the test runs. A loop may look names up where this is not
   * heard of.
   */
  public void nameHost(String name, List<String> addresses) {
    session.nameHost(name, addresses);
  }

  /** Sets the system's date back until the test ends, where code of the loop can see that. */
  public void setDateBack(Duration duration) {
    session.setDateBack(duration);
  }

  /** Says that the test makes the loop report something. */
  public void expectReports() {
    expectsReports = true;
  }

  /**
   * Runs the body of a test, and ends it. What goes wrong behind the body is the matter of other
   * rules than those of the test: each is accused by its name.
   */
  void run(RuleProperties.BenchBody body) throws Throwable {
    try (this) {
      try {
        body.run(this);
        accused = null;
        suspected = null;
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
      accused = rule;
    }
  }

  /** Fails if the loop has reported what nothing in the test gave a reason for. */
  private void checkReports() {
    if (!expectsReports && Reports.areForbidden()) {
      // Of what is slow a loop may warn in any test: on a busy machine everything may be.
      List<LogLine> reports =
          session.log().stream().filter(LogLine::isReport).filter(LogLine::isError).toList();
      accused = Reports.ruleAgainst(reports).orElse(null);
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

  /** Makes a signal from one thread to another; its name says in a word what it tells. */
  public Signal signal(String name) {
    return new Signal(name, session);
  }

  /** Starts a thread; {@link FutureTask#get} waits for it and gives what it gave. */
  public <T extends @Nullable Object> FutureTask<T> inThread(Callable<T> body) {
    OtherThread<T> task = new OtherThread<>(body, session, threads.size());
    threads.add(task.thread);
    session.starts(task.thread);
    task.thread.start();
    return task;
  }

  /** Returns what can be told of a hang, and ends what runs. */
  String abort() {
    abandoned = true;
    StringBuilder text = new StringBuilder(session.abort());
    for (Thread thread : List.copyOf(threads)) {
      text.append(TestThread.dump(thread));
      thread.interrupt();
    }
    isAbandoned = true;
    session.abandon(List.copyOf(loops));
    return text.toString();
  }

  /** Closes the loops that can be closed, by the documented API and no other way. */
  @Override
  public void close() {
    session.bodyEnded();
    closing = !abandoned;
    accuseUnlessFailed(Ground.CLOSE.rule());
    try {
      if (!implementation.leavesOpen()) {
        loops.forEach(Bench::closeQuietly);
      }
      files.forEach(Bench::closeQuietly);
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
      accuseUnlessFailed(ownerOfSockets());
      throw new RuleViolation(RuleViolation.LEFT_OPEN, List.of("none"), String.join(", ", leaked));
    }
  }

  /** The rule that says who closes the sockets of the test; null if that is the test itself. */
  private @Nullable String ownerOfSockets() {
    Target target = Tck.target();
    if (target.isAbout(ConformanceClass.DATAGRAMS, conditions.rules())) {
      return Ground.DATAGRAM_SOCKET.rule();
    }
    if (target.isAbout(ConformanceClass.PIPES, conditions.rules())) {
      return Ground.PIPE.rule();
    }
    return target.isAbout(ConformanceClass.TRANSPORTS, conditions.rules())
            || target.isAbout(ConformanceClass.STREAMS, conditions.rules())
            || target.isAbout(ConformanceClass.UNIX_SOCKETS, conditions.rules())
        ? Ground.TRANSPORT_SOCKET.rule()
        : null;
  }

  /** What another thread does, for those who wait for it. */
  private static final class OtherThread<T extends @Nullable Object> extends FutureTask<T> {
    private final Session session;
    final Thread thread;

    OtherThread(Callable<T> body, Session session, int number) {
      super(body);
      this.session = session;
      this.thread =
          Thread.ofPlatform().daemon().name("asyncio-tck-other-" + number).unstarted(this);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
      session.waitsFor(thread);
      return super.get();
    }
  }

  private static void closeQuietly(AutoCloseable file) {
    try {
      file.close();
    } catch (Exception gone) {
      // It is closed, or cannot be.
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
