package io.asynciotck.tck.results;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  /** Without it nothing that is scheduled is run. */
  RUN_FOREVER("loop.run-forever.until-stop", false, "EventLoop.runForever"),
  /** The callbacks run, each once. */
  CALL_SOON("loop.call-soon.once", false, "EventLoop.callSoon"),
  /** Their order, which nearly every trace shows. */
  ORDER("loop.call-soon.fifo", false, "EventLoop.callSoon"),
  /** A coroutine is run to its end, and its result returned. */
  RUN_UNTIL_COMPLETE("loop.run-until-complete.result", false, "EventLoop.runUntilComplete"),
  /** Timers fire. */
  CALL_LATER("loop.call-later.runs", false, "EventLoop.callLater"),
  /** The same by another door. */
  CALL_AT("loop.call-at.runs", false, "EventLoop.callAt"),
  /** A cancelled callback does not run. */
  HANDLE_CANCEL("handle.cancel.prevents", false, "Handle.cancel"),
  /** A cancelled timer does not fire. */
  TIMER_CANCEL("timer-handle.cancel.prevents", false, "TimerHandle.cancel"),
  /** Callbacks of other threads run. */
  THREADSAFE("loop.call-soon-threadsafe.runs", false, "EventLoop.callSoonThreadsafe"),
  /** A future takes an outcome and tells it. */
  SET_RESULT("future.done.outcome", false, "AsyncFuture.setResult"),
  /** Who waits for a future is told. */
  DONE_CALLBACK("future.done-callback.on-result", false, "AsyncFuture.addDoneCallback"),
  /** A task begins without being awaited. */
  CREATE_TASK("create-task.start.by-itself", false, "EventLoop.createTask", "Asyncio.createTask"),
  /** A cancelled task is told. */
  TASK_CANCEL("task.cancel.request", false, "Task.cancel"),
  /** A sleep ends. */
  SLEEP("sleep.delay.returns", false, "Asyncio.sleep"),
  /** What is gathered is returned. */
  GATHER("gather.results.in-order", false, "Asyncio.gather"),
  /** What is waited for is returned. */
  WAIT_FOR("wait-for.result.coroutine", false, "Asyncio.waitFor"),
  /** What another thread has done is returned. */
  EXECUTOR("loop.run-in-executor.result", false, "EventLoop.runInExecutor"),
  /** What another thread asks for is returned to it. */
  COROUTINE_THREADSAFE("run-coroutine-threadsafe.result", false, "Asyncio.runCoroutineThreadsafe"),
  /** A whole program is run. */
  RUN("run.result.returned", false, "Asyncio.run"),
  /** Debug mode is on: a test that sees nothing there sees it only then. */
  DEBUG("loop.debug.set", true, "EventLoop.setDebug(true)"),
  /** What is reported comes to the handler, with what it takes. */
  EXCEPTION_HANDLER("loop.exception-handler.receives-loop", true, "EventLoop.setExceptionHandler"),
  /** What is logged can be read. */
  LOG("loop.default-handler.logs", true, "Bench.log"),
  /** Nothing is reported without a reason: of each test that asks for no report, once it did. */
  NO_REPORTS("loop.default-handler.only-errors", false);

  private final String rule;
  private final boolean vacuous;
  private final List<String> calls;

  Ground(String rule, boolean vacuous, String... calls) {
    this.rule = rule;
    this.vacuous = vacuous;
    this.calls = List.of(calls);
  }

  /** Returns the id of the rule. */
  public String rule() {
    return rule;
  }

  /** Returns whether a test shows nothing without it, even one that passes. */
  public boolean isVacuousWithout() {
    return vacuous;
  }

  /** Returns the grounds of a call, such as {@code EventLoop.callSoon}. */
  public static Stream<Ground> ofCall(String call) {
    return Arrays.stream(values()).filter(ground -> ground.calls.contains(call));
  }

  /** Returns the ground that a rule is, if it is one. */
  public static Optional<Ground> ofRule(String rule) {
    return Arrays.stream(values()).filter(ground -> ground.rule.equals(rule)).findFirst();
  }

  /** Returns the place of a rule in the order: that of all rules that are no ground is the last. */
  static int rank(String rule) {
    return ofRule(rule).map(Enum::ordinal).orElse(values().length);
  }
}
