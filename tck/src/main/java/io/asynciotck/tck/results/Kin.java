package io.asynciotck.tck.results;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule that says of one thing what another says of what that is made of: where both fail, it is
 * one fault. {@code open_connection} hands its arguments on to {@code create_connection}, a
 * transport does for one kind of protocol what it does for the other, a task that is not told of a
 * cancellation is told no message of it, what is not returned is of no class, a delay below zero
 * ends at a time that has passed, who takes from a queue what is not next finds the rest of it
 * wrong, and a loop that cannot be closed is not closed after {@code asyncio.run}, and takes what a
 * closed one refuses.
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
          "bounded-semaphore.", "semaphore.",
          "lifo-queue.", "queue.",
          "loop.sendfile.", "loop.sock-sendfile.",
          "priority-queue.", "queue.",
          "open-connection.", "connection.",
          "start-server.", "server.",
          "open-unix-connection.", "unix-connection.",
          "start-unix-server.", "unix-server.",
          "buffered-protocol.", "transport.");

  /** What is one thing to do: where the first of these fails, so do the others. */
  static final Map<String, Set<String>> SAME =
      Map.ofEntries(
          Map.entry(
              "loop.call-soon-threadsafe.handle", Set.of("loop.call-soon-threadsafe.handle-class")),
          Map.entry(
              "loop.exception-handler.receives-loop",
              Set.of("loop.exception-handler.called", "loop.default-handler.logs")),
          Map.entry(
              "loop.exception-handler.context-of-handle",
              Set.of("loop.exception-handler.context-of-task")),
          Map.entry(
              "loop.call-soon-threadsafe.context-current",
              Set.of("loop.call-soon-threadsafe.context-given")),
          Map.entry("loop.call-at.runs", Set.of("loop.call-later.negative")),
          Map.entry(
              "loop.poll.idle",
              Set.of(
                  "read-pipe.pause-reading.idle",
                  "transport.eof-received.idle",
                  "transport.pause-reading.idle",
                  "transport.write.idle",
                  "write-pipe.write.idle")),
          Map.entry("server.accepts.each", Set.of("unix-connection.data.both-ways")),
          Map.entry("loop.call-later.context-current", Set.of("loop.call-later.context-given")),
          Map.entry(
              "loop.call-later.context-given",
              Set.of(
                  "handle.get-context.given", "loop.call-at.context-given", "loop.debug.contexts")),
          Map.entry(
              "timer-handle.when.call-at",
              Set.of("loop.call-later.deadline", "loop.call-later.over-one-day")),
          Map.entry(
              "task.name.given",
              Set.of(
                  "loop.task-factory.name",
                  "task-group.create-task.keywords",
                  "task-group.create-task.name",
                  "task.name.any-object",
                  "task.name.shown")),
          Map.entry("all-tasks.done.absent", Set.of("register-task.task.done")),
          Map.entry("create-task.eager-start.of-loop", Set.of("create-task.eager-start.true")),
          Map.entry(
              "loop.close.closed",
              Set.of(
                  "loop.close.idempotent",
                  "loop.close.irreversible",
                  "loop.close.discards",
                  "loop.close.executor-closed",
                  "loop.close.running-refused",
                  "loop.close.run-forever",
                  "loop.close.run-until-complete",
                  "loop.close.call-soon",
                  "loop.close.create-task",
                  "loop.call-soon-threadsafe.closed",
                  "loop.call-later.closed",
                  "loop.run-in-executor.closed",
                  "run-coroutine-threadsafe.closed",
                  "run.loop.closed-though-clean-up-fails",
                  "runner.close.twice",
                  "run.loop.closed",
                  "runner.close.loop",
                  "runner.exit.closes",
                  "runner.exit.closes-after-exception")),
          Map.entry(
              "loop.run-once.one-thread",
              Set.of("loop.call-soon-threadsafe.loop-thread", "wrap-future.concurrent.thread")),
          Map.entry(
              "loop.is-running.inside",
              Set.of(
                  "loop.is-running.stopping",
                  "loop.run-forever.nested-refused",
                  "loop.close.running",
                  "loop.close.running-goes-on",
                  "loop.close.running-refused",
                  "eager-task.start.at-once",
                  "eager-task.start.constructor",
                  "eager-task.start.default-loop",
                  "run.loop.running",
                  "task-group.create-task.eager-start")),
          Map.entry(
              "loop.debug.set", Set.of("loop.debug.default", "run.debug.off", "runner.debug.off")),
          Map.entry(
              "loop.is-running.outside",
              Set.of("loop.is-running.own", "loop.is-running.after-exception")),
          Map.entry("connection.local-addr.bound", Set.of("open-connection.arguments.passed")),
          Map.entry(
              "connection.address.next",
              Set.of(
                  "connection.address.order",
                  "connection.all-errors.each",
                  "connection.errors.combined",
                  "connection.family.given",
                  "connection.happy-eyeballs.parallel",
                  "connection.happy-eyeballs.refused",
                  "connection.interleave.by-family")),
          Map.entry(
              "connection.address.order",
              Set.of("connection.happy-eyeballs.not-early", "connection.interleave.first-count")),
          Map.entry(
              "connection.errors.single",
              Set.of("connection.errors.combined", "connection.happy-eyeballs.errors")),
          Map.entry("connection.address.background", Set.of("connection.cancel.raised")),
          Map.entry(
              "transport.eof-received.called",
              Set.of(
                  "transport.eof-received.once",
                  "transport.eof-received.raises",
                  "transport.eof-received.true-stays")),
          Map.entry(
              "transport.connection-lost.close",
              Set.of(
                  "transport.connection-lost.abort",
                  "transport.connection-lost.end",
                  "transport.connection-lost.in-callback",
                  "transport.connection-lost.in-resume",
                  "transport.connection-lost.later",
                  "transport.connection-lost.once-at-end",
                  "transport.connection-lost.raises",
                  "transport.connection-lost.reset",
                  "transport.connection-made.then-lost",
                  "transport.abort.after-close",
                  "transport.close.flushes",
                  "transport.eof-received.false-closes",
                  "buffered-protocol.eof-received.false-closes",
                  "transport.set-protocol.lost",
                  "buffered-protocol.connection.made-and-lost",
                  "stream-writer.wait-closed.returns")),
          Map.entry(
              "transport.connection-lost.abort",
              Set.of(
                  "transport.abort.no-more-data",
                  "transport.connection-lost.in-callback",
                  "transport.connection-lost.in-resume",
                  "transport.close.socket",
                  "server.abort-clients.aborts",
                  "server.wait-closed.connections",
                  "buffered-protocol.close.no-more-data")),
          Map.entry(
              "transport.pause-reading.stops",
              Set.of(
                  "transport.pause-reading.in-connection-made",
                  "transport.pause-reading.in-data-received",
                  "loop.sendfile.paused")),
          Map.entry("server.close.refuses", Set.of("server.reuse-address.default")),
          Map.entry(
              "server.close.connections-stay",
              Set.of("server.wait-closed.connections", "server.close-clients.flushes")),
          Map.entry("server.wait-closed.returns", Set.of("server.serve-forever.cancelled-raised")),
          Map.entry(
              "server.is-serving.not-started",
              Set.of("server.is-serving.closed", "server.async-with.closed")),
          Map.entry(
              "loop.sock-sendfile.offset",
              Set.of(
                  "loop.sock-sendfile.count",
                  "loop.sock-sendfile.position",
                  "loop.sock-sendfile.fallback-false")),
          Map.entry(
              "loop.sock-sendfile.count",
              Set.of("loop.sock-sendfile.position", "loop.sock-sendfile.fallback-false")),
          Map.entry(
              "datagram.connection-lost.close",
              Set.of(
                  "datagram.connection-lost.abort",
                  "datagram.connection-lost.in-callback",
                  "datagram.connection-lost.in-resume",
                  "datagram.connection-lost.once")),
          Map.entry(
              "datagram.connection-lost.abort",
              Set.of("datagram.connection-lost.in-callback", "datagram.connection-lost.in-resume")),
          Map.entry(
              "loop.getaddrinfo.family",
              Set.of("loop.getaddrinfo.type", "loop.getaddrinfo.proto", "loop.getaddrinfo.flags")),
          Map.entry(
              "loop.getaddrinfo.numeric",
              Set.of(
                  "connection.address.name",
                  "connection.flags.passed",
                  "connection.proto.passed",
                  "datagram-endpoint.family.given",
                  "datagram-endpoint.flags.passed",
                  "datagram-endpoint.proto.passed",
                  "loop.sock-connect.name",
                  "open-connection.arguments.passed",
                  "server.address.any-host",
                  "server.address.empty-host",
                  "server.family.given",
                  "server.flags.passed",
                  "start-server.arguments.passed")),
          Map.entry(
              "loop.sendfile.offset",
              Set.of("loop.sendfile.returns", "loop.sendfile.count", "loop.sendfile.position")),
          Map.entry(
              "loop.sendfile.offset-zero",
              Set.of("loop.sendfile.position", "loop.sendfile.before-write")),
          Map.entry(
              "barrier.wait.reused",
              Set.of(
                  "barrier.cancel.leaves",
                  "barrier.cancel.woken",
                  "barrier.reset.empty",
                  "barrier.reset.repairs",
                  "barrier.wait.next-round")),
          Map.entry(
              "loop.get-current.unset-refused",
              Set.of(
                  "loop.get-current.not-created",
                  "loop.get-current.other-thread",
                  "loop.get-current.unset",
                  "policy.default.none")),
          Map.entry("loop.get-current.set", Set.of("policy.runner.current")),
          Map.entry(
              "lifo-queue.get.order",
              Set.of(
                  "lifo-queue.get.waits",
                  "lifo-queue.shutdown.immediate-drains",
                  "lifo-queue.size.limit")),
          Map.entry(
              "priority-queue.get.order",
              Set.of(
                  "priority-queue.get.waits",
                  "priority-queue.shutdown.immediate-drains",
                  "priority-queue.size.limit")),
          Map.entry(
              "write-pipe.pause-writing.over-high", Set.of("pipe.connection-lost.in-callback")),
          Map.entry("write-pipe.resume-writing.low", Set.of("pipe.connection-lost.in-resume")),
          Map.entry("pipe.set-protocol.hears", Set.of("pipe.get-protocol.current")),
          Map.entry("condition.create.given-lock", Set.of("condition.create.shared-lock")),
          Map.entry("barrier.abort.later", Set.of("barrier.broken.tells")),
          Map.entry("barrier.reset.empty", Set.of("barrier.reset.repairs")),
          Map.entry("event.wait.woken", Set.of("event.set.cleared-at-once")),
          Map.entry("lock.acquire.fair", Set.of("lock.cancel.others")),
          Map.entry("timeout.when.at", Set.of("timeout.at.not-early")),
          Map.entry(
              "runner.context.same",
              Set.of("runner.context.at-creation", "runner.run.context-once")),
          Map.entry("loop.sock-sendto.sends", Set.of("loop.sock-sendto.count")),
          Map.entry(
              "lock.cancel.woken",
              Set.of("lock.cancel.before-wake", "lock.cancel.taken-back", "lock.timeout.not-held")),
          Map.entry(
              "queue.cancelled-get.woken",
              Set.of(
                  "queue.cancelled-get.before-wake",
                  "queue.cancelled-get.taken-back",
                  "queue.cancelled-get.timeout")),
          Map.entry(
              "queue.cancelled-put.woken",
              Set.of(
                  "queue.cancelled-put.before-wake",
                  "queue.cancelled-put.taken-back",
                  "queue.cancelled-put.timeout")),
          Map.entry(
              "semaphore.cancel.woken",
              Set.of(
                  "semaphore.cancel.before-wake",
                  "semaphore.cancel.taken-back",
                  "semaphore.timeout.not-held")),
          Map.entry(
              "queue.join.blocks",
              Set.of(
                  "queue.cancelled-join.others",
                  "queue.cancelled-join.raised",
                  "queue.cancelled-join.timeout",
                  "queue.join.counts-up",
                  "queue.shutdown.immediate-join",
                  "queue.shutdown.immediate-unfinished",
                  "queue.shutdown.join")),
          Map.entry(
              "semaphore.release.increments",
              Set.of(
                  "bounded-semaphore.release.refused",
                  "semaphore.acquire.at-most",
                  "semaphore.cancel.leaves",
                  "semaphore.cancel.woken",
                  "semaphore.locked.tells",
                  "semaphore.release.more",
                  "semaphore.with.acquires",
                  "semaphore.with.releases")),
          Map.entry("timer-handle.clean-up.most-go", Set.of("detail.timers.count-reset")),
          Map.entry(
              "stream-reader.limit.resumes",
              Set.of(
                  "stream-reader.limit.pauses",
                  "stream-reader.read.all",
                  "stream-reader.readexactly.over-limit")),
          Map.entry(
              "transport.write.all",
              Set.of(
                  "connection.accepted-socket.blocking",
                  "connection.sock.blocking",
                  "transport.close.flushes",
                  "transport.eof-received.true-stays",
                  "transport.pause-writing.over-high",
                  "transport.write.order",
                  "transport.write-buffer-size.sent",
                  "transport.write-eof.after-data",
                  "transport.write-eof.still-reads",
                  "unix-connection.sock.blocking")),
          Map.entry("transport.write.order", Set.of("transport.writelines.many")),
          Map.entry("event.set.all", Set.of("event.set.cleared-at-once")),
          Map.entry("pipe.close.reused", Set.of("pipe.connection-lost.in-callback")),
          Map.entry(
              "pipe.connection-lost.close",
              Set.of(
                  "pipe.connection-lost.in-callback",
                  "pipe.connection-lost.in-resume",
                  "write-pipe.close.flushes",
                  "write-pipe.abort.lost",
                  "write-pipe.reader-gone.lost")),
          Map.entry(
              "write-pipe.close.flushes",
              Set.of("write-pipe.abort.lost", "write-pipe.reader-gone.lost")),
          Map.entry(
              "transport.extra-info.default",
              Set.of(
                  "stream-writer.extra-info.transport",
                  "pipe.extra-info.unknown",
                  "datagram.extra-info.unknown")),
          Map.entry("transport.abort.drops", Set.of("server.abort-clients.aborts")),
          Map.entry(
              "transport.extra-info.sockname",
              Set.of("datagram.extra-info.sockname", "unix-connection.extra-info.sockname")),
          Map.entry(
              "transport.extra-info.peername",
              Set.of("datagram.extra-info.peername", "unix-connection.extra-info.peername")),
          Map.entry("datagram.extra-info.socket", Set.of("datagram-endpoint.allow-broadcast.set")),
          Map.entry("loop.add-reader.hang-up", Set.of("read-pipe.eof-received.called")),
          Map.entry(
              "loop.add-reader.error",
              Set.of("loop.sock-recvfrom.error", "loop.sock-recvfrom-into.error")),
          Map.entry(
              "loop.add-writer.hang-up",
              Set.of("write-pipe.reader-gone.lost", "write-pipe.reader-gone.waiting")),
          Map.entry(
              "loop.add-reader.replaces",
              Set.of("loop.add-reader.replaces-arguments", "loop.add-reader.replaced-in-batch")),
          Map.entry("condition.cancel.message", Set.of("condition.cancel.reacquiring-message")),
          Map.entry("condition.cancel.reacquiring", Set.of("condition.cancel.reacquiring-message")),
          Map.entry(
              "loop.task-factory.keywords",
              Set.of("loop.task-factory.keywords-of-module", "loop.task-factory.name")),
          Map.entry("task-group.cancelled.with-failure", Set.of("task-group.nested.both")));

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
            .filter(entry -> entry.getValue().contains(id))
            .map(entry -> new Kin(entry.getKey(), Where.ANYWHERE));
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
