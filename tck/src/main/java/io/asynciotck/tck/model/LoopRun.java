package io.asynciotck.tck.model;

import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.HarnessError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleViolation;
import io.asynciotck.tck.model.Action.Busy;
import io.asynciotck.tck.model.Action.Cancel;
import io.asynciotck.tck.model.Action.Give;
import io.asynciotck.tck.model.Action.Raise;
import io.asynciotck.tck.model.Action.RunNested;
import io.asynciotck.tck.model.Action.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program on a bench, and records what happens.
 *
 * <p>An event is the name of a callback that began, with the tick if the test owns the clock. A
 * timer far behind all others ends the program, so that a loop that has lost something does not
 * wait for it.
 */
public final class LoopRun {
  static final String INSIDE = " inside ";
  static final String EARLY = " early";

  private static final String RUN = "loop.run-forever.until-stop";
  private static final String CLOSE = "loop.close.discards";

  /** By a real clock only the never-early is checked, so that a tick may be short. */
  private static final Duration SHORT_TICK = Duration.ofMillis(1);

  /**
   * How many turns a loop has without progress, by a real clock, until what has not run counts as
   * lost. It is turns that count, of one tick at least, and not time: a slow machine makes them
   * longer. A turn that the loop begins too early counts for nothing.
   */
  private static final int PATIENCE = 30;

  /** How many ticks the thread of a closed loop runs on, by a real clock: longer than any timer. */
  private static final int AFTER_CLOSE = 6;

  private final LoopProgram program;
  private final Bench bench;
  private final EventLoop loop;
  private final boolean ownsTime;
  private final Duration tick;
  private final LoopTime start;
  private LoopTime endTime;
  private final Runnable end = this::end;
  private final List<String> events = new ArrayList<>();
  private final Map<String, Handle> handles = new HashMap<>();
  private final Map<String, Door> given = new HashMap<>();
  private final Map<String, LoopTime> deadlines = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();

  /** What callbacks raised as the program says, and what the exception handler was given. */
  private final List<String> raised = new ArrayList<>();

  private final List<String> reported = new ArrayList<>();
  private @Nullable Throwable unexpected;

  /** The rule of the call that raised it. */
  private String unexpectedOf = RUN;

  /** The rule of the call that is being made. */
  private String called = RUN;

  /**
   * Whether a nested run was refused; a second one is let in by a loop that lost its state then.
   */
  private boolean hasRefused;

  private @Nullable String running;
  private boolean isRunning;
  private boolean stopped;
  private boolean ended;
  private int run;
  private int turns;

  private LoopRun(LoopProgram program, Bench bench) {
    this.program = program;
    this.bench = bench;
    this.loop = bench.loop();
    this.ownsTime = bench.implementation().capabilities().contains(Capability.VIRTUAL_TIME);
    this.tick = ownsTime ? bench.ticks(1) : SHORT_TICK;
    this.start = loop.time();
    this.endTime = start;
    if (program.raises()) {
      bench.expectReports();
      loop.setExceptionHandler((_, context) -> reported.add(textOf(context.get("exception"))));
    }
  }

  private static String textOf(@Nullable Object exception) {
    return exception instanceof Throwable thrown
        ? String.valueOf(thrown.getMessage())
        : String.valueOf(exception);
  }

  /**
   * Runs a program to its end, and checks what happened against the model.
   *
   * @throws io.asynciotck.tck.harness.RuleViolation if the documentation does not allow it
   * @throws Throwable what a call raised that should raise nothing
   */
  public static void check(LoopProgram program, Bench bench) throws Throwable {
    LoopRun whole = new LoopRun(program, bench);
    while (!whole.ended && whole.run < program.mostRuns()) {
      whole.runOnce();
    }
    TraceCheck.check(program, new LoopModel(program, whole.ownsTime), whole.events);
    whole.checkReports();
  }

  /**
   * Runs a program up to its first stop, does what comes before the next run, closes the loop, and
   * checks what happens then against it.
   *
   * @throws io.asynciotck.tck.harness.RuleViolation if anything does
   * @throws Throwable what a call raised that should raise nothing
   */
  public static void checkClose(LoopProgram program, Bench bench) throws Throwable {
    LoopRun part = new LoopRun(program, bench);
    part.runOnce();
    part.performOutside();
    part.events.clear();
    bench.accuse(CLOSE);
    part.loop.close();
    bench.accuse("loop.close.run-forever");
    part.tryToRun();
    TraceCheck.check(program, new ClosedModel(part.deadlines.keySet()), part.events);
  }

  /**
   * Every exception that a callback raised came to the handler once, and nothing else did. In which
   * iteration, and in which order, is up to the loop.
   */
  private void checkReports() {
    if (reported.size() < raised.size()) {
      bench.settle();
    }
    if (!sorted(reported).equals(sorted(raised))) {
      throw RuleViolation.ofProgram(
          "loop.exception-handler.called",
          withProgram("raised:               " + raised + "\ncame to the handler:  " + reported),
          List.of(raised.toString()),
          reported.toString());
    }
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private void runOnce() throws Throwable {
    performOutside();
    if (run == 0) {
      armEnd();
    }
    isRunning = true;
    bench.accuse(RUN);
    try {
      loop.runForever();
    } catch (Exception left) {
      if (unexpected == null) {
        throw left; // else it may be what follows from that
      }
    }
    isRunning = false;
    if (unexpected != null) {
      bench.accuse(unexpectedOf);
      throw unexpected;
    }
    record(LoopModel.RETURNED);
    stopped = false;
    run++;
  }

  private String withProgram(String seen) {
    return "program:\n" + program.toString().indent(2).stripTrailing() + "\n" + seen;
  }

  private void performOutside() throws Throwable {
    running = "the program";
    perform(program.before(run));
    running = null;
  }

  /** Gives a closed loop, and then another one in the same thread, the opportunity to run. */
  private void tryToRun() {
    Outcome.of(() -> loop.callSoon(loop::stop));
    if (bench.driver().heedsStopBeforeRun()) {
      Outcome.of(() -> {
        loop.stop();
        return "stopped";
      });
    }
    try {
      loop.runForever();
    } catch (HarnessError verdict) {
      throw verdict;
    } catch (RuntimeException | Error refused) {
      // As it should be; which calls are refused, and how, is covered by other rules.
    }
    bench.accuse(CLOSE);
    EventLoop other = bench.newLoop();
    other.callLater(tick.multipliedBy(ownsTime ? LoopModel.END_TICK : AFTER_CLOSE), other::stop);
    other.runForever();
  }

  private void perform(List<Action> actions) throws Exception {
    for (Action action : actions) {
      calls(ruleOf(action));
      switch (action) {
        case Give give -> give(give);
        case Cancel cancel -> cancel(program.target(cancel));
        case Stop() -> stop();
        case Busy(int ticks) -> beBusy(ticks);
        case Raise() -> throw new Boom("raised by " + running);
        case RunNested() -> runNested();
      }
      calls(RUN);
    }
  }

  /** Says which call comes next: what it raises is charged to its rule. */
  private void calls(String rule) {
    called = rule;
    bench.accuse(rule);
  }

  /** The rule that is accused if an action raises, hangs, or ends the process. */
  private String ruleOf(Action action) {
    return switch (action) {
      case Give give ->
          switch (give.door()) {
            case SOON -> "loop.call-soon.once";
            case THREADSAFE, OTHER_THREAD -> "loop.call-soon-threadsafe.runs";
            case LATER -> "loop.call-later.runs";
            case AT -> "loop.call-at.runs";
          };
      case Cancel cancel -> ruleOfCancel(program.target(cancel));
      case Stop() -> isRunning ? "loop.stop.returns" : "loop.stop.before-run";
      case Busy(int ticks) -> RUN;
      case Raise() -> "loop.exception-handler.called";
      case RunNested() -> ruleOfNested();
    };
  }

  private void give(Give give) throws Exception {
    String name = give.callback().name();
    Runnable callback = () -> call(give.callback());
    waiting.add(name);
    given.put(name, give.door());
    handles.put(name, give(give, name, callback));
  }

  private Handle give(Give give, String name, Runnable callback) throws Exception {
    Duration ticks = tick.multipliedBy(give.ticks());
    return switch (give.door()) {
      case SOON -> loop.callSoon(callback);
      case THREADSAFE -> loop.callSoonThreadsafe(callback);
      case OTHER_THREAD -> bench.inThread(() -> loop.callSoonThreadsafe(callback)).get();
      case LATER -> {
        deadlines.put(name, loop.time().plus(ticks));
        yield loop.callLater(ticks, callback);
      }
      case AT -> {
        deadlines.put(name, start.plus(ticks));
        yield loop.callAt(start.plus(ticks), callback);
      }
    };
  }

  private void cancel(String name) {
    Door door = given.get(name);
    if (door == null || !handles.containsKey(name)) {
      return; // not given yet, or by a call that has not returned
    }
    Handle handle = handles.get(name);
    if (handle == null) {
      throw noHandle(door);
    }
    handle.cancel();
    waiting.remove(name);
  }

  private String ruleOfCancel(String name) {
    Door door = given.get(name);
    if (name.equals(running) || (door != null && !waiting.contains(name))) {
      String rule = name.equals(running) ? "handle.cancel.itself" : "handle.cancel.after-run";
      bench.suspect(rule); // what is freed twice is found out later
      return rule;
    }
    return door != null && door.isTimer()
        ? "timer-handle.cancel.prevents"
        : "handle.cancel.prevents";
  }

  private RuleViolation noHandle(Door door) {
    String rule =
        switch (door) {
          case SOON -> "handle.call-soon.returned";
          case THREADSAFE, OTHER_THREAD -> "loop.call-soon-threadsafe.handle";
          case LATER -> "loop.call-later.timer-handle";
          case AT -> "loop.call-at.runs";
        };
    return RuleViolation.ofProgram(
        rule, withProgram("no handle was returned"), List.of("a handle"), "None");
  }

  private void stop() {
    stopped = true;
    loop.stop();
  }

  private void runNested() {
    try {
      loop.runForever();
    } catch (RuntimeException refused) {
      hasRefused = true;
      return; // with which exception, and what it leaves untouched, is covered by other rules
    }
    throw RuleViolation.ofProgram(
        ruleOfNested(), withProgram("a nested run returned"), List.of("an exception"), "a return");
  }

  private String ruleOfNested() {
    return hasRefused ? "loop.run-forever.refused-nested" : "loop.run-forever.nested-refused";
  }

  private void beBusy(int ticks) {
    if (ownsTime) {
      bench.blockFor(ticks);
    }
  }

  private void call(Callback callback) {
    record(callback.name() + flaw(callback.name()));
    waiting.remove(callback.name());
    turns = 0;
    String outer = running;
    running = callback.name();
    try {
      perform(callback.actions());
    } catch (Boom planned) {
      raised.add(String.valueOf(planned.getMessage()));
      throw Boom.raise(planned);
    } catch (Throwable wrong) {
      unexpected = wrong;
      unexpectedOf = called;
      loop.stop();
    } finally {
      running = outer;
    }
  }

  private String flaw(String name) {
    if (running != null) {
      return INSIDE + running;
    }
    LoopTime deadline = deadlines.get(name);
    boolean early =
        deadline != null && loop.time().plus(bench.clockResolution()).compareTo(deadline) < 0;
    return early ? EARLY : "";
  }

  private void record(String event) {
    bench.trace().add(event);
    events.add(ownsTime && !ended ? event + "@" + ticksGone() : event);
  }

  private long ticksGone() {
    Duration gone = loop.time().plus(bench.clockResolution()).since(start);
    return Math.floorDiv(gone.toNanos(), tick.toNanos());
  }

  private void armEnd() {
    endTime = ownsTime ? start.plus(tick.multipliedBy(LoopModel.END_TICK)) : loop.time().plus(tick);
    loop.callAt(endTime, end);
  }

  private void end() {
    if (ended) {
      return;
    }
    if (loop.time().compareTo(endTime) >= 0) {
      turns++;
    }
    if (!ownsTime && (stopped || (!waiting.isEmpty() && turns < PATIENCE))) {
      armEnd();
      return;
    }
    ended = true;
    record(LoopModel.END);
    loop.stop();
  }
}
