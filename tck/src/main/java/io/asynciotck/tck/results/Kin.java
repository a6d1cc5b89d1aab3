package io.asynciotck.tck.results;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule that says of one thing what another says of what that is made of: where both fail, it is
 * one fault. {@code open_connection} hands its arguments on to {@code create_connection}, a
 * transport does for one kind of protocol what it does for the other, a task that is not told of a
 * cancellation is told no message of it, what is not returned is of no class, a delay below zero
 * ends at a time that has passed, and a loop that cannot be closed is not closed after {@code
 * asyncio.run}, and takes what a closed one refuses.
 *
 * @param rule the id of the rule that fails first
 * @param where in which traces that is one fault
 */
record Kin(String rule, Where where) {

  /** What the trace of a test has to show. */
  private enum Where {
    /** Whatever it is. */
    ANYWHERE,
    /** No cancellation was told, and so no message of it. */
    NOTHING_TOLD,
    /** A cancellation was told, but not with its message. */
    TOLD_OTHERWISE
  }

  static final Map<String, String> MADE_OF =
      Map.of(
          "open-connection.", "connection.",
          "start-server.", "server.",
          "open-unix-connection.", "unix-connection.",
          "start-unix-server.", "unix-server.",
          "buffered-protocol.", "transport.");

  /** That a loop says that it is closed. */
  private static final String IS_CLOSED = "loop.close.closed";

  /** What is one thing to do: where the second of these fails, so does the first. */
  static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("loop.call-soon-threadsafe.handle-class", "loop.call-soon-threadsafe.handle"),
          Map.entry(
              "loop.exception-handler.context-of-task", "loop.exception-handler.context-of-handle"),
          Map.entry(
              "loop.call-soon-threadsafe.context-given",
              "loop.call-soon-threadsafe.context-current"),
          Map.entry("loop.call-later.negative", "loop.call-at.runs"),
          Map.entry("register-task.task.done", "all-tasks.done.absent"),
          Map.entry("create-task.eager-start.true", "create-task.eager-start.of-loop"),
          Map.entry("loop.close.irreversible", IS_CLOSED),
          Map.entry("loop.close.discards", IS_CLOSED),
          Map.entry("loop.close.executor-closed", IS_CLOSED),
          Map.entry("loop.close.running-refused", IS_CLOSED),
          Map.entry("loop.close.run-forever", IS_CLOSED),
          Map.entry("loop.close.run-until-complete", IS_CLOSED),
          Map.entry("loop.close.call-soon", IS_CLOSED),
          Map.entry("loop.close.create-task", IS_CLOSED),
          Map.entry("loop.call-soon-threadsafe.closed", IS_CLOSED),
          Map.entry("loop.call-later.closed", IS_CLOSED),
          Map.entry("loop.run-in-executor.closed", IS_CLOSED),
          Map.entry("run-coroutine-threadsafe.closed", IS_CLOSED),
          Map.entry("run.loop.closed-though-clean-up-fails", IS_CLOSED),
          Map.entry("runner.close.twice", IS_CLOSED),
          Map.entry("run.loop.closed", IS_CLOSED),
          Map.entry("runner.close.loop", IS_CLOSED),
          Map.entry("runner.exit.closes", IS_CLOSED),
          Map.entry("runner.exit.closes-after-exception", IS_CLOSED),
          Map.entry("loop.call-soon-threadsafe.loop-thread", "loop.run-once.one-thread"),
          Map.entry("wrap-future.concurrent.thread", "loop.run-once.one-thread"),
          Map.entry("transport.eof-received.once", "transport.eof-received.called"),
          Map.entry("transport.eof-received.true-stays", "transport.eof-received.called"),
          Map.entry("loop.is-running.own", "loop.is-running.outside"),
          Map.entry("loop.is-running.after-exception", "loop.is-running.outside"),
          Map.entry("open-connection.arguments.passed", "connection.local-addr.bound"));

  private static final String MESSAGE = "message";

  /** Who awaits a task hears why it was cancelled: so does who awaits one that has waited. */
  static final String MESSAGE_OF_TASKS = "task.cancel.message-awaiter";

  /** What the trace of a test has where a cancellation was told, with whatever message. */
  private static final String TOLD = "told ";

  /** Returns those of a rule. There need not be such rules. */
  static Stream<Kin> of(String id) {
    Stream<Kin> madeOf =
        MADE_OF.entrySet().stream()
            .filter(entry -> id.startsWith(entry.getKey()))
            .map(entry ->
                new Kin(entry.getValue() + id.substring(entry.getKey().length()), Where.ANYWHERE));
    Stream<Kin> same =
        SAME.entrySet().stream()
            .filter(entry -> entry.getKey().equals(id))
            .map(entry -> new Kin(entry.getValue(), Where.ANYWHERE));
    Stream<Kin> told =
        id.contains("cancel") && id.endsWith(MESSAGE)
            ? Stream.of(
                new Kin(raised(id), Where.NOTHING_TOLD),
                new Kin(MESSAGE_OF_TASKS, Where.TOLD_OTHERWISE))
            : Stream.of();
    return Stream.of(madeOf, same, told).flatMap(Function.identity());
  }

  private static String raised(String id) {
    return id.substring(0, id.length() - MESSAGE.length()) + "raised";
  }

  /** Returns whether a test fails for what the rule says. */
  boolean explains(TestResult test) {
    boolean told = test.failure() != null && test.failure().observed().contains(TOLD);
    return test.verdict().isFailure()
        && switch (where) {
          case ANYWHERE -> true;
          case NOTHING_TOLD -> !told;
          case TOLD_OTHERWISE -> told;
        };
  }
}
