package io.asynciotck.reference.module;

import io.asynciotck.api.AsCompleted;
import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Callback;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeywordCallback;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Runner;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.api.Timeout;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.ServerOptions;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.api.sync.AsyncCondition;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.api.sync.AsyncPriorityQueue;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.api.sync.AsyncSemaphore;
import io.asynciotck.api.sync.Barrier;
import io.asynciotck.api.sync.BoundedSemaphore;
import io.asynciotck.api.sync.Event;
import io.asynciotck.api.sync.LifoQueue;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.io.StreamConnections;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.stacks.CoroutineMechanism;
import io.asynciotck.reference.sync.TaskBarrier;
import io.asynciotck.reference.sync.TaskBoundedSemaphore;
import io.asynciotck.reference.sync.TaskCondition;
import io.asynciotck.reference.sync.TaskEvent;
import io.asynciotck.reference.sync.TaskLifoQueue;
import io.asynciotck.reference.sync.TaskLock;
import io.asynciotck.reference.sync.TaskPriorityQueue;
import io.asynciotck.reference.sync.TaskQueue;
import io.asynciotck.reference.sync.TaskSemaphore;
import io.asynciotck.reference.tasks.Completions;
import io.asynciotck.reference.tasks.Gathering;
import io.asynciotck.reference.tasks.LoopRunner;
import io.asynciotck.reference.tasks.Program;
import io.asynciotck.reference.tasks.ReferenceTaskGroup;
import io.asynciotck.reference.tasks.Shield;
import io.asynciotck.reference.tasks.TaskTimeout;
import io.asynciotck.reference.tasks.WaitFor;
import io.asynciotck.reference.tasks.Waiting;
import io.asynciotck.reference.tasks.Waiting.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The module: the kernel, and what the rooms above it have. */
public class ReferenceAsyncio extends BaseAsyncio {
  /** A module whose loops have a clock, on the best stacks that work here. */
  public ReferenceAsyncio(LoopClock clock) {
    this(clock, CoroutineMechanism.best());
  }

  /** A module whose loops have a clock, and whose coroutines run on such stacks. */
  public ReferenceAsyncio(LoopClock clock, CoroutineMechanism mechanism) {
    super(clock, mechanism);
  }

  // Running a program

  @Override
  public <T extends @Nullable Object> T run(Awaitable<T> main) throws Exception {
    return newProgram(main, null, null).execute();
  }

  @Override
  public <T extends @Nullable Object> T run(Awaitable<T> main, boolean debug) throws Exception {
    return newProgram(main, debug, null).execute();
  }

  @Override
  public <T extends @Nullable Object> T run(
      Callable<? extends EventLoop> loopFactory, Awaitable<T> main) throws Exception {
    return newProgram(main, null, Objects.requireNonNull(loopFactory, "loopFactory")).execute();
  }

  /** Makes one run of a program. */
  @Seam
  protected <T extends @Nullable Object> Program<T> newProgram(
      Awaitable<T> main,
      @Nullable Boolean debug,
      @Nullable Callable<? extends EventLoop> loopFactory) {
    return new Program<>(this, main, debug, loopFactory);
  }

  @Override
  public Runner newRunner() {
    return newLoopRunner(null, null);
  }

  @Override
  public Runner newRunner(boolean debug) {
    return newLoopRunner(debug, null);
  }

  @Override
  public Runner newRunner(Callable<? extends EventLoop> loopFactory) {
    return newLoopRunner(null, Objects.requireNonNull(loopFactory, "loopFactory"));
  }

  /** Makes a runner of several programs. */
  @Seam
  protected LoopRunner newLoopRunner(
      @Nullable Boolean debug, @Nullable Callable<? extends EventLoop> loopFactory) {
    return new LoopRunner(this, debug, loopFactory);
  }

  // Waiting

  @Override
  public Coroutine<@Nullable Void> sleep(Duration delay) {
    return this.<@Nullable Void>sleep(delay, null);
  }

  @Override
  public Coroutine<@Nullable Void> sleep(double delay) {
    return coroutine(() -> {
      if (Double.isNaN(delay)) {
        // Rule: sleep.delay.nan
        throw new IllegalArgumentException("The delay is not a number");
      }
      return await(sleep(Duration.ofNanos((long) (delay * 1e9))));
    });
  }

  @Override
  public <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
    Objects.requireNonNull(delay, "delay");
    // Rule: sleep.delay.from-await
    return coroutine(() -> sleepNow(delay, result));
  }

  /** The body of {@code sleep}. */
  @Seam
  protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
    if (!delay.isPositive()) {
      // Rule: sleep.suspends.always
      yieldOnce();
      return result;
    }
    EventLoop loop = getRunningLoop();
    AsyncFuture<T> future = loop.createFuture();
    // Rule: sleep.delay.not-early, sleep.delay.returns
    TimerHandle timer =
        loop.callLater(
            delay,
            () -> {
              if (!future.isDone()) {
                // Rule: sleep.result.returned
                future.setResult(result);
              }
            });
    try {
      // Rule: sleep.suspends.{only-its-task, together}, sleep.cancel.{at-once, message, others}
      return await(future);
    } finally {
      // Rule: sleep.cancel.{again, same-moment}
      timer.cancel();
    }
  }

  @Override
  public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
    Objects.requireNonNull(func, "func");
    // Rule: to-thread.call.{result, exception}, to-thread.cancel.{raised, message, others, runs-on}
    return coroutine(() -> await(inThread(func)));
  }

  @Override
  public Coroutine<@Nullable Void> toThread(Callback func, @Nullable Object... args) {
    Objects.requireNonNull(func, "func");
    // Rule: to-thread.call.arguments
    return super.toThread(func, args);
  }

  @Override
  public Coroutine<@Nullable Void> toThread(
      Map<String, ? extends @Nullable Object> kwargs, KeywordCallback func) {
    Objects.requireNonNull(func, "func");
    // Rule: to-thread.call.keywords
    return super.toThread(kwargs, func);
  }

  /** Calls a function in another thread, in a copy of the current context. */
  private <T extends @Nullable Object> AsyncFuture<T> inThread(Callable<T> func) {
    // Rule: to-thread.call.{context, other-thread, not-blocking}
    Context context = contexts().copyContext();
    return getRunningLoop().runInExecutor(null, () -> context.run(func));
  }

  @Override
  public AsyncFuture<List<@Nullable Object>> gather(Awaitable<?>... aws) {
    return gather(false, aws);
  }

  @Override
  public AsyncFuture<List<@Nullable Object>> gather(boolean returnExceptions, Awaitable<?>... aws) {
    return Gathering.of(this, this::newGathering, returnExceptions, aws);
  }

  /** One gathering of futures that are all of one loop. */
  @Seam
  protected Gathering newGathering(
      BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
    return new Gathering(loop, children, returnExceptions);
  }

  @Override
  public <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
    // Rule: shield.arguments.coroutine-scheduled
    AsyncFuture<T> inner = ensureFuture(aw);
    return inner.isDone() ? inner : newShield(inner).begin();
  }

  /** Makes what stands between a future and one who waits for it. */
  @Seam
  protected <T extends @Nullable Object> Shield<T> newShield(AsyncFuture<T> inner) {
    return new Shield<>(inner);
  }

  @Override
  public <T extends @Nullable Object> Coroutine<T> waitFor(
      Awaitable<T> aw, @Nullable Duration timeout) {
    // Rule: wait-for.start.lazy
    return coroutine(newWaitFor(Objects.requireNonNull(aw, "aw"), timeout));
  }

  /** Makes the body of one {@code wait_for}. */
  @Seam
  protected <T extends @Nullable Object> WaitFor<T> newWaitFor(
      Awaitable<T> awaitable, @Nullable Duration timeout) {
    return new WaitFor<>(this, awaitable, timeout);
  }

  @Override
  public Timeout timeout(@Nullable Duration delay) {
    // Rule: timeout.when.delay
    return timeoutAt(delay == null ? null : getRunningLoop().time().plus(delay));
  }

  @Override
  public Timeout timeoutAt(@Nullable LoopTime when) {
    return new TaskTimeout(this, when);
  }

  @Override
  public Coroutine<List<Set<AsyncFuture<?>>>> waiting(List<? extends Awaitable<?>> aws) {
    return waiting(aws, null, Until.ALL_COMPLETED);
  }

  @Override
  public Coroutine<List<Set<AsyncFuture<?>>>> waiting(Iterator<? extends Awaitable<?>> aws) {
    // Rule: wait.arguments.generator
    return waiting(listOf(aws));
  }

  @Override
  public Coroutine<List<Set<AsyncFuture<?>>>> waiting(
      List<? extends Awaitable<?>> aws, Duration timeout) {
    return waiting(aws, timeout, Until.ALL_COMPLETED);
  }

  @Override
  public Coroutine<List<Set<AsyncFuture<?>>>> waiting(
      List<? extends Awaitable<?>> aws, Object returnWhen) {
    if (!(returnWhen instanceof Until until)) {
      throw new IllegalArgumentException("Not one of the constants: " + returnWhen);
    }
    return waiting(aws, null, until);
  }

  private Coroutine<List<Set<AsyncFuture<?>>>> waiting(
      List<? extends Awaitable<?>> aws, @Nullable Duration timeout, Until until) {
    return coroutine(() -> newWaiting(Waiting.futures(aws), until).await(timeout));
  }

  /** Makes what waits for futures. */
  @Seam
  protected Waiting newWaiting(List<? extends AsyncFuture<?>> aws, Until until) {
    return new Waiting(this, aws, until);
  }

  @Override
  public AsCompleted asCompleted(List<? extends Awaitable<?>> aws) {
    return newCompletions(aws, null);
  }

  @Override
  public AsCompleted asCompleted(Iterator<? extends Awaitable<?>> aws) {
    // Rule: as-completed.arguments.generator
    return newCompletions(listOf(aws), null);
  }

  @Override
  public AsCompleted asCompleted(List<? extends Awaitable<?>> aws, Duration timeout) {
    return newCompletions(aws, Objects.requireNonNull(timeout, "timeout"));
  }

  /** Makes what gives outcomes as they come. */
  @Seam
  protected Completions newCompletions(
      List<? extends Awaitable<?>> aws, @Nullable Duration timeout) {
    return new Completions(this, aws, timeout);
  }

  private static <T> List<T> listOf(Iterator<? extends T> items) {
    List<T> list = new ArrayList<>();
    items.forEachRemaining(list::add);
    return list;
  }

  @Override
  public Object firstCompleted() {
    return Until.FIRST_COMPLETED;
  }

  @Override
  public Object firstException() {
    return Until.FIRST_EXCEPTION;
  }

  @Override
  public TaskGroup newTaskGroup() {
    return new ReferenceTaskGroup(this);
  }

  // Streams

  @Override
  public Coroutine<List<Object>> openConnection(Socket sock) {
    return openConnection(sock, StreamConnections.LIMIT);
  }

  @Override
  public Coroutine<List<Object>> openConnection(Socket sock, int limit) {
    return newStreams().open(limit, (loop, protocol) -> loop.createConnection(protocol, sock));
  }

  @Override
  public Coroutine<List<Object>> openConnection(String host, int port) {
    return newStreams()
        .open(
            StreamConnections.LIMIT,
            (loop, protocol) -> loop.createConnection(protocol, host, port));
  }

  @Override
  public Coroutine<List<Object>> openConnection(String host, int port, Address localAddr) {
    // Rule: open-connection.arguments.passed
    return newStreams()
        .open(
            StreamConnections.LIMIT,
            (loop, protocol) -> loop.createConnection(protocol, host, port, localAddr));
  }

  @Override
  public Coroutine<Server> startServer(StreamHandler clientConnectedCb, Socket sock) {
    return startServer(clientConnectedCb, sock, StreamConnections.LIMIT);
  }

  @Override
  public Coroutine<Server> startServer(StreamHandler clientConnectedCb, Socket sock, int limit) {
    // Rule: start-server.sock.owned
    return newStreams()
        .serve(clientConnectedCb, limit, (loop, protocols) -> loop.createServer(protocols, sock));
  }

  @Override
  public Coroutine<List<Object>> openUnixConnection(String path) {
    return newStreams()
        .open(
            StreamConnections.LIMIT, (loop, protocol) -> loop.createUnixConnection(protocol, path));
  }

  @Override
  public Coroutine<List<Object>> openUnixConnection(Path path) {
    // Rule: open-unix-connection.path.object
    return openUnixConnection(path.toString());
  }

  @Override
  public Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, Path path) {
    // Rule: start-unix-server.path.object
    return startUnixServer(clientConnectedCb, path.toString());
  }

  @Override
  public Coroutine<List<Object>> openUnixConnection(Socket sock, int limit) {
    return newStreams().open(limit, (loop, protocol) -> loop.createUnixConnection(protocol, sock));
  }

  @Override
  public Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, String path) {
    return startUnixServer(clientConnectedCb, path, StreamConnections.LIMIT);
  }

  @Override
  public Coroutine<Server> startUnixServer(
      StreamHandler clientConnectedCb, String path, int limit) {
    // Rule: start-unix-server.cleanup.default
    return newStreams()
        .serve(
            clientConnectedCb, limit, (loop, protocols) -> loop.createUnixServer(protocols, path));
  }

  @Override
  public Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, Socket sock) {
    // Rule: start-unix-server.sock.{serves, closed}
    return newStreams()
        .serve(
            clientConnectedCb,
            StreamConnections.LIMIT,
            (loop, protocols) -> loop.createServer(protocols, sock));
  }

  @Override
  public Coroutine<Server> startServer(
      StreamHandler clientConnectedCb, String host, int port, boolean startServing) {
    return startServer(clientConnectedCb, host, port, ServerOptions.NONE.starting(startServing));
  }

  @Override
  public Coroutine<Server> startServer(
      StreamHandler clientConnectedCb, String host, int port, ServerOptions options) {
    // Rule: start-server.address.listens, start-server.start-serving.false
    // Rule: start-server.arguments.passed
    return newStreams()
        .serve(
            clientConnectedCb,
            StreamConnections.LIMIT,
            (loop, protocols) -> loop.createServer(protocols, host, port, options));
  }

  @Override
  public Coroutine<List<Object>> openConnection(
      String host, int port, Object family, Object flags) {
    // Rule: open-connection.arguments.passed
    return newStreams()
        .open(
            StreamConnections.LIMIT,
            (loop, protocol) -> loop.createConnection(protocol, host, port, family, 0, flags));
  }

  @Override
  public Coroutine<Server> startUnixServer(
      StreamHandler clientConnectedCb, String path, boolean cleanupSocket) {
    // Rule: start-unix-server.cleanup.false
    return newStreams()
        .serve(
            clientConnectedCb,
            StreamConnections.LIMIT,
            (loop, protocols) -> loop.createUnixServer(protocols, path, cleanupSocket));
  }

  /** Makes what makes streams. */
  @Seam
  protected StreamConnections newStreams() {
    return new StreamConnections(this);
  }

  // Coordinating tasks

  @Override
  public AsyncLock newLock() {
    return new TaskLock(this);
  }

  @Override
  public Event newEvent() {
    return new TaskEvent(this);
  }

  @Override
  public AsyncCondition newCondition() {
    return newCondition(newLock());
  }

  @Override
  public AsyncCondition newCondition(AsyncLock lock) {
    return new TaskCondition(this, lock);
  }

  @Override
  public AsyncSemaphore newSemaphore() {
    // Rule: semaphore.create.default
    return newSemaphore(1);
  }

  @Override
  public AsyncSemaphore newSemaphore(int value) {
    return new TaskSemaphore(this, value);
  }

  @Override
  public BoundedSemaphore newBoundedSemaphore() {
    return newBoundedSemaphore(1);
  }

  @Override
  public BoundedSemaphore newBoundedSemaphore(int value) {
    return new TaskBoundedSemaphore(this, value);
  }

  @Override
  public Barrier newBarrier(int parties) {
    return new TaskBarrier(this, parties);
  }

  @Override
  public AsyncQueue newQueue() {
    return newQueue(0);
  }

  @Override
  public AsyncQueue newQueue(int maxsize) {
    return new TaskQueue(this, maxsize);
  }

  @Override
  public LifoQueue newLifoQueue() {
    return newLifoQueue(0);
  }

  @Override
  public LifoQueue newLifoQueue(int maxsize) {
    return new TaskLifoQueue(this, maxsize);
  }

  @Override
  public AsyncPriorityQueue newPriorityQueue() {
    return newPriorityQueue(0);
  }

  @Override
  public AsyncPriorityQueue newPriorityQueue(int maxsize) {
    return new TaskPriorityQueue(this, maxsize);
  }
}
