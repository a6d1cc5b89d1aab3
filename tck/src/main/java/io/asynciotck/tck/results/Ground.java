package io.asynciotck.tck.results;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What tests rest on: a rule of each kind of call that says what the call is for at all. Where that
 * rule does not hold, a failure of a test that makes the call says nothing about the rule of the
 * test.
 *
 * <p>The order is that in which they rest on one another. A ground can be blocked only by one that
 * stands before it, so that nothing goes round in a circle.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
public enum Ground {
  /** A loop can be closed without harm: of that only, see {@link #explains}. */
  CLOSE("loop.close.closed", false, "EventLoop.close", "Asyncio.run"),
  /** Without it nothing that is scheduled is run. */
  RUN_FOREVER(
      "loop.run-forever.until-stop",
      false,
      "EventLoop.runForever",
      "Bench.settle",
      "Bench.runUntil"),
  /** The callbacks run, each once. */
  CALL_SOON("loop.call-soon.once", false, "EventLoop.callSoon", "Bench.settle", "Bench.runUntil"),
  /** Their order, which nearly every trace shows; the steps of tasks are callbacks too. */
  ORDER(
      "loop.call-soon.fifo",
      false,
      "EventLoop.callSoon",
      "EventLoop.callSoonThreadsafe",
      "EventLoop.createTask",
      "Asyncio.createTask",
      "AsyncFuture.addDoneCallback",
      "Asyncio.gather",
      "Asyncio.wrapFuture",
      "EventLoop.createServer",
      "EventLoop.sockRecv",
      "EventLoop.runForever that hangs",
      "EventLoop.runUntilComplete that hangs",
      "Bench.settle that hangs",
      "Bench.runUntil that hangs"),
  /** Whoever asks for the loop of a thread gets the one that was set. */
  SET_CURRENT("loop.get-current.set", false, "Asyncio.setEventLoop"),
  /** The loop that runs is the one that was made, for those who ask and for what it makes. */
  RUNNING_LOOP(
      "loop.get-running.in-callback",
      false,
      "Asyncio.getRunningLoop",
      "Asyncio.getEventLoop",
      "AsyncFuture.getLoop",
      "Task.getLoop",
      "Server.getLoop",
      "Asyncio.ensureFuture",
      "Asyncio.registerTask",
      "Asyncio.enterTask",
      "Asyncio.leaveTask",
      "Asyncio.currentTask",
      "Asyncio.createTask",
      "Asyncio.gather",
      "Asyncio.shield",
      "Asyncio.sleep",
      "Asyncio.timeout",
      "Asyncio.timeoutAt",
      "Asyncio.toThread",
      "Asyncio.newTaskGroup",
      "Asyncio.waitFor",
      "Asyncio.waiting",
      "Asyncio.asCompleted",
      "Asyncio.wrapFuture",
      "Asyncio.run",
      "Asyncio.runCoroutineThreadsafe",
      "Runner.run",
      "EventLoop.shutdownDefaultExecutor",
      "EventLoop.setTaskFactory"),
  /** Handles are of the documented class. */
  HANDLE_CLASS("loop.call-soon.handle-class", false),
  /** A stop takes effect on the run that begins next. */
  STOP_BEFORE_RUN("loop.stop.before-run", false, "EventLoop.stop at once"),
  /** A stop in a callback leaves to the next run what it finds: the way to run one iteration. */
  STOP_IS_EXACT("loop.stop.new-callbacks", false, "Bench.inIterations"),
  /** A policy is that of all threads. */
  POLICY_OF_ALL_THREADS("policy.get.all-threads", false),
  /** What is pending is dropped when a loop is closed. */
  CLOSE_DISCARDS("loop.close.discards", false),
  /** A coroutine is run to its end, and its result returned. */
  RUN_UNTIL_COMPLETE(
      "loop.run-until-complete.result",
      false,
      "EventLoop.runUntilComplete",
      "Asyncio.run",
      "Runner.run",
      "Runner.close",
      "Runner.exit"),
  /** What has run once can be run again, as each program does to clean up: of hangs only. */
  RESTART(
      "loop.restart.after-run-until-complete",
      false,
      "Asyncio.run",
      "Runner.run",
      "Runner.close",
      "Runner.exit"),
  /** Timers fire. */
  CALL_LATER("loop.call-later.runs", false, "EventLoop.callLater"),
  /** The same by another door. */
  CALL_AT("loop.call-at.runs", false, "EventLoop.callAt"),
  /** Callbacks run in the context that they are given, and so do steps of tasks. */
  CALLBACK_CONTEXT("loop.call-soon.context-given", false),
  /** Timers run in the context in which they were made. */
  TIMER_CONTEXT("loop.call-later.context-current", false),
  /** A loop that runs is not run again inside. */
  REFUSES_NESTED("loop.run-forever.nested-refused", false),
  /** Timers fire though the loop has callbacks to run. */
  NOT_STARVED("loop.call-later.not-starved", false),
  /** Timers do not fire early. */
  NOT_EARLY("loop.call-later.not-early", false),
  /** The same by the other door. */
  CALL_AT_NOT_EARLY("loop.call-at.not-early", false),
  /** A timer has a handle that is one of a timer. */
  TIMER_HANDLE("loop.call-later.timer-handle", false, "TimerHandle.when"),
  /** A cancelled callback does not run. */
  HANDLE_CANCEL("handle.cancel.prevents", false, "Handle.cancel"),
  /** A cancelled timer does not fire. */
  TIMER_CANCEL("timer-handle.cancel.prevents", false, "TimerHandle.cancel"),
  /** Callbacks of other threads run. */
  THREADSAFE("loop.call-soon-threadsafe.runs", false, "EventLoop.callSoonThreadsafe"),
  /** They wake a loop that waits: the end of a function in an executor is such a call. */
  THREADSAFE_WAKES(
      "loop.call-soon-threadsafe.wakes",
      false,
      "EventLoop.runInExecutor",
      "EventLoop.shutdownDefaultExecutor",
      "Asyncio.runCoroutineThreadsafe",
      "Asyncio.wrapFuture that hangs",
      "EventLoop.callSoonThreadsafe that hangs",
      "EventLoop.getaddrinfo that hangs",
      "EventLoop.getnameinfo that hangs",
      "EventLoop.createConnection that hangs",
      "EventLoop.createServer that hangs",
      "EventLoop.sendfile that hangs",
      "EventLoop.sockSendfile that hangs",
      "Asyncio.openConnection that hangs",
      "Asyncio.startServer that hangs"),
  /** A future waits for its outcome when it is made. */
  CREATE_FUTURE("future.create.pending", false, "EventLoop.createFuture"),
  /** A future takes an outcome and tells it. */
  SET_RESULT("future.done.outcome", false, "AsyncFuture.setResult"),
  /** Who waits for a future is told. */
  DONE_CALLBACK("future.done-callback.on-result", false, "AsyncFuture.addDoneCallback"),
  /** A task begins without being awaited. */
  CREATE_TASK(
      "create-task.start.by-itself",
      false,
      "EventLoop.createTask",
      "Asyncio.createTask",
      "Asyncio.run",
      "Asyncio.runCoroutineThreadsafe",
      "Runner.run"),
  /** Tasks are of the documented class. */
  TASK_CLASS("create-task.class.of-loop", false),
  /** Who asks for the loop of a thread that has none is refused. */
  CURRENT_REFUSED("loop.get-current.unset-refused", false),
  /** Where a loop has to be made for a call, that is told: of what makes it in the same way. */
  NO_LOOP_WARNS("deprecation.get-event-loop.no-loop", false),
  /** A task has a copy of the context in which it was made. */
  TASK_CONTEXT("create-task.context.copied", false),
  /** A factory is asked for tasks. */
  TASK_FACTORY("loop.task-factory.used", false, "EventLoop.setTaskFactory"),
  /** A factory is given the name of its task. */
  TASK_FACTORY_NAME("loop.task-factory.name", false),
  /** A factory is given the context of its task. */
  TASK_FACTORY_CONTEXT("loop.task-factory.context", false),
  /** A task of the eager factory begins when it is made. */
  EAGER_START(
      "eager-task.start.at-once",
      false,
      "Asyncio.eagerTaskFactory",
      "Asyncio.createEagerTaskFactory"),
  /** A task finds itself: so do what limits its time, and a group, which belong to it. */
  CURRENT_TASK(
      "current-task.coroutine.itself",
      false,
      "Asyncio.currentTask",
      "Asyncio.newTaskGroup",
      "Asyncio.timeout",
      "Asyncio.timeoutAt",
      "Asyncio.waitFor"),
  /** A cancelled task is told. */
  TASK_CANCEL("task.cancel.request", false, "Task.cancel"),
  /** A request that is taken back before it was heard has no effect. */
  UNCANCEL("task.uncancel.rescinded", false),
  /** A request that meets a result is not lost. */
  TASK_CANCEL_LOST("task.cancel.lost-result", false),
  /** A sleep ends. */
  SLEEP("sleep.delay.returns", false, "Asyncio.sleep"),
  /** What is gathered is returned. */
  GATHER("gather.results.in-order", false, "Asyncio.gather"),
  /** A cancelled child is told to who gathers. */
  GATHER_CANCELLED("gather.child-cancelled.raised", false),
  /** The same of who collects exceptions, as each program does that cancels what is left of it. */
  GATHER_COLLECTED("gather.child-cancelled.collected", false),
  /** What is waited for is returned. */
  WAIT_FOR("wait-for.result.coroutine", false, "Asyncio.waitFor"),
  /** A group waits for its tasks. */
  TASK_GROUP("task-group.exit.waits", false, "Asyncio.newTaskGroup"),
  /** Who waits for a lock gets it when it is released. */
  LOCK("lock.acquire.waits", false),
  /** The same of a semaphore. */
  SEMAPHORE("semaphore.release.wakes", false),
  /** Who waits for an event goes on when it is set. */
  EVENT("event.wait.blocks", false),
  /** Who waits at a condition goes on when that is notified. */
  CONDITION("condition.notify.one", false),
  /** Who waits at a barrier goes on when all are there. */
  BARRIER("barrier.wait.blocks", false),
  /** Who joins a queue goes on when all its items are done. */
  QUEUE_JOIN("queue.join.blocks", false),
  /** Who asks an empty queue waits for an item. */
  QUEUE_GET("queue.get.waits", false),
  /** Who puts into a full queue waits for room. */
  QUEUE_PUT("queue.put.full", false),
  /** What another thread has done is returned. */
  EXECUTOR("loop.run-in-executor.result", false, "EventLoop.runInExecutor", "Asyncio.toThread"),
  /** The executor that is given is the one that is used. */
  GIVEN_EXECUTOR("loop.run-in-executor.given-executor", false),
  /** What a function in an executor raises is raised. */
  EXECUTOR_EXCEPTION("loop.run-in-executor.exception", false),
  /** Who waits for a function in an executor can be cancelled. */
  EXECUTOR_CANCELLED("loop.run-in-executor.cancelled-raised", false),
  /** A shut-down ends with its timeout. */
  SHUTDOWN_TIMEOUT("loop.shutdown-default-executor.timeout", false),
  /** The numbers of an address are found. */
  GETADDRINFO("loop.getaddrinfo.numeric", false, "EventLoop.getaddrinfo"),
  /** The name of an address is found. */
  GETNAMEINFO("loop.getnameinfo.numeric", false),
  /** The default executor is shut down. */
  SHUTDOWN_EXECUTOR(
      "loop.shutdown-default-executor.waits", false, "EventLoop.shutdownDefaultExecutor"),
  /** What another thread asks for is returned to it. */
  COROUTINE_THREADSAFE("run-coroutine-threadsafe.result", false, "Asyncio.runCoroutineThreadsafe"),
  /** Generators that have begun are closed. */
  SHUTDOWN_ASYNCGENS("loop.shutdown-asyncgens.closes", false, "EventLoop.shutdownAsyncgens"),
  /** A loop that waits for descriptors is woken by other threads. */
  POLL_WAKES("loop.poll.wakes", false),
  /** A descriptor with something to read calls its reader. */
  ADD_READER("loop.add-reader.calls", false, "EventLoop.addReader"),
  /** One with nothing to read does not. */
  READER_NOT_BEFORE("loop.add-reader.not-before", false, "EventLoop.addReader"),
  /** A descriptor with room calls its writer. */
  ADD_WRITER("loop.add-writer.calls", false, "EventLoop.addWriter"),
  /** One without room does not. */
  WRITER_NOT_BEFORE("loop.add-writer.not-before", false, "EventLoop.addWriter"),
  /** A reader that is gone is not called. */
  REMOVE_READER("loop.remove-reader.stops", false, "EventLoop.removeReader"),
  /** Nor is a writer. */
  REMOVE_WRITER("loop.remove-writer.stops", false, "EventLoop.removeWriter"),
  /** A reader that is gone is not called, even if its event was seen before. */
  REMOVED_IN_BATCH("loop.remove-reader.same-batch", false),
  /** What comes is received. */
  SOCK_RECV("loop.sock-recv.data", false, "EventLoop.sockRecv"),
  /** Who receives waits for something to come. */
  SOCK_RECV_WAITS("loop.sock-recv.waits", false, "EventLoop.sockRecv"),
  /** What comes is received in a buffer. */
  SOCK_RECV_INTO("loop.sock-recv-into.data", false, "EventLoop.sockRecvInto"),
  /** Who receives in a buffer waits as well. */
  SOCK_RECV_INTO_WAITS("loop.sock-recv-into.waits", false, "EventLoop.sockRecvInto"),
  /** What is given is sent. */
  SOCK_SENDALL("loop.sock-sendall.sends", false, "EventLoop.sockSendall"),
  /** Who sends waits until the socket has taken everything. */
  SOCK_SENDALL_WAITS("loop.sock-sendall.waits", false, "EventLoop.sockSendall"),
  /** Who connects is accepted. */
  SOCK_ACCEPT("loop.sock-accept.connection", false, "EventLoop.sockAccept"),
  /** Who accepts waits for somebody to connect. */
  SOCK_ACCEPT_WAITS("loop.sock-accept.waits", false, "EventLoop.sockAccept"),
  /** The same by a server. */
  SERVER("server.accepts.each", false, "EventLoop.createServer", "Asyncio.startServer"),
  /** A server may be given its socket. */
  SERVER_SOCK(
      "server.sock.used", false, "EventLoop.createServer(Socket)", "Asyncio.startServer(Socket)"),
  /** A server listens at each of its hosts. */
  SERVER_HOSTS("server.address.several-hosts", false),
  /** A server that was closed accepts nobody any more. */
  SERVER_CLOSE("server.close.refuses", false),
  /** The file of a server is removed with it. */
  UNIX_CLEANUP("unix-server.cleanup.default", false),
  /** What one side of a Unix socket writes reaches the other. */
  UNIX_CONNECTION(
      "unix-connection.data.both-ways",
      false,
      "Asyncio.openUnixConnection",
      "Asyncio.startUnixServer"),
  /** A server tells its sockets. */
  SERVER_SOCKETS("server.sockets.address", false, "Server.sockets"),
  /** Who waits for the end of a server goes on then. */
  WAIT_CLOSED_RETURNS("server.wait-closed.returns", false, "Server.waitClosed"),
  /** Who waits for the end of a server waits. */
  WAIT_CLOSED("server.wait-closed.before-close", false),
  /** A connection has a transport and a protocol. */
  CREATE_CONNECTION(
      "connection.pair.protocol", false, "EventLoop.createConnection", "Asyncio.openConnection"),
  /** A protocol is given its transport before anything else. */
  CONNECTION_MADE("transport.connection-made.first", false, "EventLoop.createConnection"),
  /** A transport that is closed lets its socket go. */
  TRANSPORT_CLOSE("transport.close.ends", false, "Transport.close", "Transport.abort"),
  /** A connection that is given up is lost. */
  ABORT("transport.connection-lost.abort", false, "Transport.abort"),
  /** When the other side has closed, the connection is lost, once. */
  LOST_AT_END("transport.connection-lost.end", false),
  /**
   * A connection stays open where the protocol says so, when the other side has ended its stream.
   */
  EOF_STAYS("transport.eof-received.true-stays", false),
  /** What waits is sent before the transport is closed. */
  CLOSE_FLUSHES("transport.close.flushes", false),
  /** What waits is sent before the end of the stream. */
  WRITE_EOF_FLUSHES("transport.write-eof.after-data", false),
  /** A transport takes another protocol. */
  SET_PROTOCOL("transport.set-protocol.get", false, "Transport.setProtocol"),
  /** A protocol with a buffer of its own finds there what has come. */
  BUFFERED_PROTOCOL("buffered-protocol.data.in-buffer", false),
  /** A protocol that is paused is given nothing. */
  PAUSE_READING("transport.pause-reading.stops", false, "Transport.pauseReading"),
  /** A transport knows how much waits. */
  WRITE_BUFFER_SIZE("transport.write-buffer-size.exact", false),
  /** A transport tells its limits. */
  WRITE_BUFFER_LIMITS("transport.write-buffer-limits.get", false),
  /** The low limit follows from the high one. */
  WRITE_BUFFER_LOW("transport.write-buffer-limits.only-high", false),
  /** A byte too much that waits is told to the protocol. */
  PAUSE_ONE_MORE("transport.pause-writing.one-more", false),
  /** Too much that waits is told to the protocol. */
  PAUSE_WRITING("transport.pause-writing.over-high", false),
  /** That little waits again is told to the protocol. */
  RESUME_WRITING("transport.resume-writing.low", false),
  /** A whole program is run. */
  RUN("run.result.returned", false, "Asyncio.run"),
  /** The loop of a program is closed with it. */
  RUN_CLOSES("run.loop.closed", false),
  /** A request to exit leaves the run, and does not end the process. */
  SYSTEM_EXIT("loop.base-exception.system-exit", false, "SystemExit.<init>"),
  /** Ctrl-C cancels the main task of a runner. */
  INTERRUPT("runner.interrupt.cancels", false, "Surroundings.interrupt"),
  /** A socket is connected. */
  SOCK_CONNECT("loop.sock-connect.connects", false, "EventLoop.sockConnect"),
  /** It is noticed that nobody listens. */
  SOCK_CONNECT_REFUSED("loop.sock-connect.refused", false),
  /** A datagram is sent, at once or when there is room. */
  SOCK_SENDTO("loop.sock-sendto.sends", false),
  /** All errors of the attempts are told, where somebody asks for them. */
  ALL_ERRORS("connection.all-errors.group", false),
  /** The families of addresses take turns, where somebody asks for it. */
  INTERLEAVE("connection.interleave.by-family", false),
  /** The transport of a connection is of the documented class. */
  TRANSPORT_CLASS("transport.class.connection", false),
  /** A socket of datagrams that was given is the one that is used. */
  DATAGRAM_ENDPOINT("datagram-endpoint.sock.used", false, "EventLoop.createDatagramEndpoint"),
  /** An endpoint has the address that was given. */
  LOCAL_ADDR("datagram-endpoint.local-addr.bound", false),
  /** A protocol is given its transport before anything else. */
  DATAGRAMS_MADE("datagram.connection-made.first", false, "EventLoop.createDatagramEndpoint"),
  /** What is given without an address is sent to the one that the endpoint is connected to. */
  SENDTO("datagram.sendto.remote", false, "DatagramTransport.sendto"),
  /** What is given with an address is sent there. */
  SENDTO_ADDRESS("datagram.sendto.addr", false),
  /** A protocol is told of a datagram that could not be sent. */
  ERROR_RECEIVED("datagram.error-received.called", false),
  /** A connected socket that was given needs no address. */
  CONNECTED_DATAGRAMS("datagram-endpoint.sock.connected", false),
  /** An endpoint may be one of Unix sockets, whose datagrams the system refuses at times. */
  UNIX_DATAGRAMS("datagram-endpoint.family.unix", false),
  /** What the system does not take at once waits, and is sent later. */
  DATAGRAMS_WAIT("datagram.sendto.buffered", false),
  /** A transport that was given up holds no socket: of each test that leaves one open. */
  TRANSPORT_SOCKET("transport.close.socket", false),
  /** The same of datagrams, whose sockets a loop may close in another way. */
  DATAGRAM_SOCKET("datagram-endpoint.sock.owned", false),
  /** The protocol of a pipe is given its transport before anything else. */
  PIPE_MADE(
      "pipe.connection-made.first",
      false,
      "EventLoop.connectReadPipe",
      "EventLoop.connectWritePipe"),
  /** A socket is taken where a pipe is. */
  PIPE_SOCKETS("pipe.kinds.socket", false),
  /** What comes through a pipe is told. */
  READ_PIPE("read-pipe.data.received", false, "EventLoop.connectReadPipe"),
  /** What is written into a pipe is sent. */
  WRITE_PIPE("write-pipe.write.sends", false, "WriteTransport.write", "WriteTransport.writelines"),
  /** It is noticed that nobody writes into a pipe any more. */
  READ_PIPE_END("read-pipe.eof-received.called", false),
  /** The same of pipes. */
  PIPE("pipe.close.descriptor", false),
  /** Debug mode is on: a test that sees nothing there sees it only then. */
  DEBUG(
      "loop.debug.set",
      true,
      "EventLoop.setDebug(true)",
      "Asyncio.run(true)",
      "Asyncio.newRunner(true)"),
  /** The environment switches debug mode on. */
  DEBUG_ENVIRONMENT("loop.debug.environment", false),
  /** Debug mode looks at the thread of a call. */
  DEBUG_THREAD("loop.debug.thread-call-soon", false),
  /** What is reported comes to the handler, with what it takes. */
  EXCEPTION_HANDLER("loop.exception-handler.receives-loop", true, "EventLoop.setExceptionHandler"),
  /** A handler can be taken away. */
  HANDLER_RESET("loop.exception-handler.reset", false),
  /** What is logged can be read. */
  LOG("loop.default-handler.logs", true, "Bench.log"),
  /** What nobody has asked for is logged: that something else is not shows nothing without. */
  NEVER_RETRIEVED("future.exception.never-retrieved", true),
  /** What is slow is logged at all. */
  SLOW_CALLBACK("loop.debug.slow-callback", true, "EventLoop.setSlowCallbackDuration"),
  /** Nothing is reported without a reason: of each test that asks for no report, if one came. */
  NO_REPORTS("loop.default-handler.only-errors", false);

  private static final Map<String, Ground> BY_RULE =
      Arrays.stream(values()).collect(toMap(Ground::rule, Function.identity()));

  private static final Map<String, List<Ground>> BY_CALL = byCall();

  private final String rule;
  private final boolean vacuous;
  private final List<String> calls;

  Ground(String rule, boolean vacuous, String... calls) {
    this.rule = rule;
    this.vacuous = vacuous;
    this.calls = List.of(calls);
  }

  private static Map<String, List<Ground>> byCall() {
    Map<String, List<Ground>> byCall = new HashMap<>();
    for (Ground ground : values()) {
      ground.calls.forEach(
          call -> byCall.computeIfAbsent(call, _ -> new ArrayList<>()).add(ground));
    }
    return byCall;
  }

  /** Returns the id of the rule. */
  public String rule() {
    return rule;
  }

  /**
   * Returns whether it is about what a test leaves behind. What the test has shown until then holds
   * all the same.
   */
  public boolean isOfWhatIsLeft() {
    return this == TRANSPORT_SOCKET || this == DATAGRAM_SOCKET || this == PIPE;
  }

  /** Returns whether a test shows nothing without it, even one that passes. */
  public boolean isVacuousWithout() {
    return vacuous;
  }

  /**
   * Returns whether a test with a verdict can follow from the ground, as that came out. That {@code
   * is_closed} is wrong explains no exception of {@code asyncio.run}; that a close ends the process
   * explains an end of the process; and so it is of a second run.
   */
  boolean explains(Verdict ofTest, Verdict ofGround) {
    return (this != CLOSE && this != RESTART) || (isHarm(ofTest) && isHarm(ofGround));
  }

  private static boolean isHarm(Verdict verdict) {
    return verdict.compareTo(Verdict.FAIL) > 0;
  }

  /**
   * Returns the grounds of a call, such as {@code EventLoop.callSoon}. What follows it says when it
   * is one: {@code (true)} if that is its last argument, {@code (Socket)} if it takes one, {@code
   * at once} if the test itself makes it, and no callback, {@code that hangs} if it explains only
   * that.
   */
  public static Stream<Ground> ofCall(String call) {
    return BY_CALL.getOrDefault(call, List.of()).stream();
  }

  /** Returns the ground that a rule is, if it is one. */
  public static Optional<Ground> ofRule(String rule) {
    return Optional.ofNullable(BY_RULE.get(rule));
  }

  /** Returns the place of a rule in the order: that of all rules that are no ground is the last. */
  static int rank(String rule) {
    return ofRule(rule).map(Enum::ordinal).orElse(BY_RULE.size());
  }
}
