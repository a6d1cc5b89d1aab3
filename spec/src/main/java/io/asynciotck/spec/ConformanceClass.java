package io.asynciotck.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A part of asyncio that an implementation claims or does not claim. What it claims is tested in
 * full.
 */
public enum ConformanceClass {
  /** Callbacks, iterations, running, stopping and closing a loop. */
  CORE,
  /** The loop's clock, delayed calls and sleeping. */
  TIMERS,
  /** Futures and their callbacks. */
  FUTURES,
  /** Tasks: creation, steps, awaiting, names, the current one and all of them. */
  TASKS,
  /** Several awaitables at once with {@code gather}. */
  GATHER,
  /** Cancellation in full: counts, messages and shielding. */
  CANCELLATION,
  /** {@code wait_for} and the {@code timeout} contexts. */
  TIMEOUTS,
  /** {@code TaskGroup}. */
  TASK_GROUPS,
  /** {@code run} and {@code Runner}. */
  RUNNER,
  /** Policies, which make loops, those of {@code run} too, and keep the current ones. */
  POLICIES,
  /** Context variables. */
  CONTEXT,
  /** Calls into a loop from other threads. */
  THREADS,
  /** Blocking work in {@code run_in_executor}. */
  EXECUTORS,
  /** Locks, events, conditions, semaphores and barriers. */
  SYNC,
  /** Queues. */
  QUEUES,
  /** The life of asynchronous generators. */
  ASYNC_GENERATORS,
  /** The exception handler, and what leaves the loop. */
  ERRORS,
  /** Debug mode. */
  DEBUG,
  /** Readers and writers of file descriptors. */
  READINESS,
  /** The {@code sock_} operations. */
  SOCKETS,
  /** Transports and protocols. */
  TRANSPORTS,
  /** Streams. */
  STREAMS,
  /** Datagram end points. */
  DATAGRAMS,
  /** TLS. */
  TLS,
  /** Unix domain sockets. */
  UNIX_SOCKETS,
  /** Transports of pipes. */
  PIPES,
  /** Subprocesses. */
  SUBPROCESSES,
  /** Signal handlers. */
  SIGNALS,
  /** What CPython's own loop does inside, such as the clean-up of its timer heap. */
  CPYTHON_DETAIL;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** {@return the name that pages, options and reports use, such as {@code cpython-detail}} */
  public String label() {
    return label;
  }

  /**
   * {@return the class with this label}
   *
   * @param label such as {@code cpython-detail}
   * @throws IllegalArgumentException if there is none; the message lists what is known
   */
  public static ConformanceClass of(String label) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.label.equals(label))
        .findFirst()
        .orElseThrow(() -> unknown(label));
  }

  private static IllegalArgumentException unknown(String label) {
    String known =
        Arrays.stream(values()).map(ConformanceClass::label).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "Unknown conformance class `" + label + "`; known: " + known);
  }

  /** {@return the {@link #label()}} */
  @Override
  public String toString() {
    return label;
  }
}
