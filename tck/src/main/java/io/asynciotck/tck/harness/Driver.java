package io.asynciotck.tck.harness;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How the loops of an implementation can be made to run for one iteration: measured once, by probes
 * on fresh loops, each under a time limit.
 *
 * <p>Most tests need no such thing: they let a loop come to rest ({@link Bench#settle}), for which
 * a stop in a callback has to end the run, and no more. Those whose rule counts iterations take the
 * first way that was seen to be exact ({@link Bench#inIterations}).
 *
 * @param stopInCallback what came of {@code stop} in a callback
 * @param stopBeforeRun what came of {@code stop} before the run
 * @param bareYield what came of yields in one task, which yield nothing
 */
public record Driver(Found stopInCallback, Found stopBeforeRun, Found bareYield) {

  /** What a probe has shown. */
  public enum Found {
    /** What is ready runs, and what that schedules runs the next time. */
    EXACT("is one iteration"),
    /** The run ends, but more has run, or less. */
    INEXACT("ends the run, but not after one iteration"),
    /** Nothing runs. */
    NOTHING("runs nothing"),
    /** An exception. */
    RAISED("raises an exception"),
    /** No end in time. */
    HUNG("hangs"),
    /** The process ended. */
    CRASHED("ends the process");

    private final String words;

    Found(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** A way to run a loop for one iteration. */
  public enum Way {
    /** {@code call_soon(stop)}, then {@code run_forever}. */
    STOP_IN_CALLBACK,
    /** {@code stop}, then {@code run_forever}. */
    STOP_BEFORE_RUN,
    /** A task that yields, in {@code run_until_complete}. */
    BARE_YIELD
  }

  /** How long a probe may take: many times what a slow machine needs for three iterations. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** How long once a probe has hung. */
  private static final Duration LIMIT_AFTER_HANG = Duration.ofSeconds(2);

  private static final int ITERATIONS = 3;

  /** What is ready behind a stop, and belongs to the same iteration. */
  private static final String BEHIND = "behind";

  private static final Measured<Driver> MEASURED = new Measured<>(Driver::measure);

  /** Returns how the loops of an implementation are driven; measures it the first time. */
  public static Driver of(Implementation implementation) {
    return MEASURED.of(implementation);
  }

  /** Returns the way to run a loop for exactly one iteration, if there is one. */
  public Optional<Way> way() {
    if (stopInCallback == Found.EXACT) {
      return Optional.of(Way.STOP_IN_CALLBACK);
    }
    if (stopBeforeRun == Found.EXACT) {
      return Optional.of(Way.STOP_BEFORE_RUN);
    }
    return bareYield == Found.EXACT ? Optional.of(Way.BARE_YIELD) : Optional.empty();
  }

  /**
   * Does one thing after the other on a bench, and lets its loop run for exactly one iteration
   * after each.
   *
   * @throws RuleViolation if no way to do that is exact
   */
  void inIterations(Bench bench, RuleTest.VoidBody... steps) throws Exception {
    Asyncio asyncio = bench.asyncio();
    EventLoop loop = bench.loop();
    switch (exactWay()) {
      case STOP_IN_CALLBACK -> inRuns(bench, () -> loop.callSoon(loop::stop), steps);
      case STOP_BEFORE_RUN -> inRuns(bench, loop::stop, steps);
      case BARE_YIELD ->
          loop.runUntilComplete(
              asyncio.coroutine(() -> {
                for (RuleTest.VoidBody step : steps) {
                  step.run();
                  asyncio.await(asyncio.sleep(Duration.ZERO));
                  bench.trace().iterationEnded();
                }
                return null;
              }));
    }
  }

  /** The same by a run for each step, which the loop is told to stop before it begins. */
  private static void inRuns(Bench bench, Runnable stop, RuleTest.VoidBody... steps)
      throws Exception {
    for (RuleTest.VoidBody step : steps) {
      step.run();
      stop.run();
      bench.loop().runForever();
      bench.trace().iterationEnded();
    }
  }

  private Way exactWay() {
    return way()
        .orElseThrow(() ->
            new RuleViolation(
                "way to run for one iteration", List.of("at least one that is exact"), describe()));
  }

  /** Returns whether a stop before the run ends it after one iteration. */
  public boolean heedsStopBeforeRun() {
    return stopBeforeRun == Found.EXACT;
  }

  /** Returns what was measured, in one line. */
  public String describe() {
    return "stop() in a callback %s, stop() before the run %s, a bare yield %s"
        .formatted(stopInCallback, stopBeforeRun, bareYield);
  }

  private static Driver measure(Implementation implementation) {
    Found callback = probe(implementation, LIMIT, true, Driver::stopInCallback);
    Found before = probe(implementation, limitAfter(callback), false, Driver::stopBeforeRun);
    Found yield = probe(implementation, limitAfter(callback), false, Driver::yieldInTask);
    return new Driver(callback, before, yield);
  }

  private static Duration limitAfter(Found found) {
    return found == Found.HUNG ? LIMIT_AFTER_HANG : LIMIT;
  }

  /** Three iterations of a loop, each of which should run one callback. */
  private interface Iterations {
    void run(Asyncio asyncio, EventLoop loop, List<String> events) throws Exception;
  }

  private static void stopInCallback(Asyncio asyncio, EventLoop loop, List<String> events) {
    schedule(loop, events, 0);
    for (int run = 0; run < ITERATIONS; run++) {
      loop.callSoon(loop::stop);
      loop.callSoon(() -> events.add(BEHIND));
      loop.runForever();
      events.add("|");
    }
  }

  private static void stopBeforeRun(Asyncio asyncio, EventLoop loop, List<String> events) {
    schedule(loop, events, 0);
    for (int run = 0; run < ITERATIONS; run++) {
      loop.stop();
      loop.runForever();
      events.add("|");
    }
  }

  private static void yieldInTask(Asyncio asyncio, EventLoop loop, List<String> events)
      throws Exception {
    loop.runUntilComplete(
        asyncio.coroutine(() -> {
          schedule(loop, events, 0);
          for (int run = 0; run < ITERATIONS; run++) {
            asyncio.await(asyncio.sleep(Duration.ZERO));
            events.add("|");
          }
          return null;
        }));
  }

  private static Found probe(
      Implementation implementation, Duration limit, boolean withBehind, Iterations iterations) {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<@Nullable List<String>> seen = new AtomicReference<>();
    try {
      Probe.run(
          implementation,
          "a look at how the loop is driven",
          limit,
          session -> {
            EventLoop loop = session.asyncio().newEventLoop();
            iterations.run(session.asyncio(), loop, events);
            seen.set(List.copyOf(events)); // what a close does is another matter
            if (!implementation.leavesOpen()) {
              loop.close();
            }
          });
    } catch (Throwable thrown) {
      if (seen.get() == null) {
        return found(thrown);
      }
    }
    return judge(Objects.requireNonNull(seen.get()), withBehind);
  }

  private static Found found(Throwable thrown) {
    return switch (thrown) {
      case HangError hang -> Found.HUNG;
      case CrashError crash -> Found.CRASHED;
      default -> Found.RAISED;
    };
  }

  /** A callback that schedules the next. */
  private static void schedule(EventLoop loop, List<String> events, int number) {
    loop.callSoon(() -> {
      events.add(String.valueOf(number));
      if (number < ITERATIONS) {
        schedule(loop, events, number + 1);
      }
    });
  }

  /** Each iteration has one callback of the three, in whatever order it has what else is ready. */
  private static Found judge(List<String> events, boolean withBehind) {
    List<String> expected = new ArrayList<>();
    for (int run = 0; run < ITERATIONS; run++) {
      expected.addAll(List.of(String.valueOf(run), "|"));
    }
    List<String> behind = events.stream().filter(BEHIND::equals).toList();
    List<String> others = events.stream().filter(event -> !event.equals(BEHIND)).toList();
    if (others.equals(expected) && behind.size() == (withBehind ? ITERATIONS : 0)) {
      return Found.EXACT;
    }
    return events.stream().allMatch("|"::equals) ? Found.NOTHING : Found.INEXACT;
  }
}
