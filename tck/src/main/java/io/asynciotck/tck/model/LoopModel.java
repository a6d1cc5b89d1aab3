package io.asynciotck.tck.model;

import io.asynciotck.tck.model.Action.Busy;
import io.asynciotck.tck.model.Action.Cancel;
import io.asynciotck.tck.model.Action.Give;
import io.asynciotck.tck.model.Action.Raise;
import io.asynciotck.tck.model.Action.RunNested;
import io.asynciotck.tck.model.Action.Stop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the documentation allows a loop to do with a program.
 *
 * <p>What the loop's own thread gave to {@code call_soon} and {@code call_soon_threadsafe} waits in
 * one queue. A batch is what waits there when it begins; {@code stop} ends the run after the batch.
 * A timer that is due may run whenever no callback does: how due timers mix with the queue and with
 * one another is undefined. So may what another thread handed over, in its order. The clock stands
 * still while something can run, and then jumps to the next deadline.
 *
 * <p>Where a batch begins cannot be seen if timers run in between, nor whether a timer is a part of
 * it, so the model keeps every place in the queue at which the batch may end. For a program without
 * timers that is one.
 */
final class LoopModel implements Model {
  /** The time of the timer that ends the program, in ticks: after everything else. */
  static final int END_TICK = 200;

  static final String END = "end";
  static final String RETURNED = "returned";

  /**
   * BETWEEN_RUNS to RUNNING and back for each run; RUNNING to ENDING with the timer that ends the
   * program, and to OVER when that run has returned.
   */
  private enum Phase {
    BETWEEN_RUNS,
    RUNNING,
    ENDING,
    OVER
  }

  private final LoopProgram program;
  private final boolean ownsTime;
  private final List<Waiting> queue = new ArrayList<>();
  private final List<Waiting> timers = new ArrayList<>();

  /** What another thread has handed over. */
  private final List<Waiting> foreign = new ArrayList<>();

  /** Every callback that was given, by its name. */
  private final Map<String, Waiting> given = new LinkedHashMap<>();

  private final Set<String> cancelled = new HashSet<>();

  /** The places at which the current batch may end. */
  private Set<Integer> batchEnds = new TreeSet<>();

  private int lastPlace;
  private int run;
  private long now;
  private Phase phase = Phase.BETWEEN_RUNS;

  /**
   * Whether the last batch of the run may yet begin: whatever stopped it was no part of a batch.
   */
  private boolean mayBeginLastBatch;

  private boolean stopping;

  /** Whether what is running now may be called before a batch, and be no part of one. */
  private boolean outsideBatch;

  /** Whether the program has stopped the loop before this run. */
  private boolean stoppedBefore;

  /**
   * A callback that was given.
   *
   * @param place where it waits in the order of all that were given
   * @param deadline its tick; without meaning if it is no timer
   * @param run the run in which it was given, or before which
   * @param afterStop whether it was given when the run was to end already, and its last batch had
   *     begun or, for what the loop's own thread gave, may have begun
   */
  private record Waiting(Give give, int place, long deadline, int run, boolean afterStop) {
    String name() {
      return give.callback().name();
    }
  }

  /**
   * Creates the model of a program in its first run.
   *
   * @param ownsTime whether the test owns the clock, so that the events have times
   */
  LoopModel(LoopProgram program, boolean ownsTime) {
    this.program = program;
    this.ownsTime = ownsTime;
    give(new Give(Door.AT, END_TICK, new Callback(END, List.of())));
    beginRun();
  }

  private void beginRun() {
    phase = Phase.BETWEEN_RUNS;
    perform(program.before(run));
    phase = Phase.RUNNING;
    mayBeginLastBatch = stopping;
    stoppedBefore = stopping;
    batchEnds = new TreeSet<>(Set.of(stopping ? lastPlace : 0));
  }

  // What may be next

  @Override
  public SequencedMap<String, Runnable> legalNext() {
    SequencedMap<String, Runnable> legal = new LinkedHashMap<>();
    if (phase == Phase.OVER) {
      return legal;
    }
    Set<Integer> ends = possibleEnds();
    queue.stream()
        .findFirst()
        .filter(head -> ends.stream().anyMatch(end -> head.place() <= end))
        .ifPresent(head -> legal.put(event(head.name(), now), () -> runQueued(head, ends)));
    for (Waiting timer : dueTimers()) {
      long when = Math.max(now, ownsTime ? timer.deadline() : now);
      legal.put(event(timer.name(), when), () -> runTimer(timer, when, ends));
    }
    foreign.stream()
        .findFirst()
        .filter(this::isForThisRun)
        .ifPresent(head -> legal.put(event(head.name(), now), () -> runTimer(head, now, ends)));
    if (stopping && ends.stream().anyMatch(this::isBatchDone)) {
      legal.put(event(RETURNED, now), this::returned);
    }
    return legal;
  }

  /** The ends of the batch, with those of a batch that may have begun just now. */
  private Set<Integer> possibleEnds() {
    Set<Integer> ends = new TreeSet<>(batchEnds);
    if (mayBeginLastBatch || (!stopping && ends.stream().anyMatch(this::isBatchDone))) {
      ends.add(lastPlace);
    }
    return ends;
  }

  private boolean isBatchDone(int end) {
    return queue.stream().noneMatch(waiting -> waiting.place() <= end);
  }

  /** The timers that may run: those that are due, or the next ones if there is nothing else. */
  private List<Waiting> dueTimers() {
    List<Waiting> mayRun = timers.stream().filter(this::isForThisRun).toList();
    List<Waiting> due = mayRun.stream().filter(this::isDue).toList();
    boolean idle = queue.isEmpty() && foreign.isEmpty() && due.isEmpty() && !stopping;
    if (!idle) {
      return due;
    }
    long next = mayRun.stream().mapToLong(Waiting::deadline).min().orElse(now);
    return mayRun.stream().filter(timer -> timer.deadline() == next).toList();
  }

  /**
   * By a clock that the test does not own, a timer that was made after the stop may be due while
   * the loop looks once more, and runs now and then: no verdict can rest on that.
   */
  private boolean isForThisRun(Waiting waiting) {
    return !(waiting.afterStop() && waiting.run() == run)
        || (!ownsTime && waiting.give().door().isTimer());
  }

  /** By a clock that the test does not own, any timer may be due, except for the last. */
  private boolean isDue(Waiting timer) {
    return ownsTime ? timer.deadline() <= now : timer.deadline() != END_TICK;
  }

  private String event(String what, long when) {
    return ownsTime && phase != Phase.ENDING && !what.equals(END) ? what + "@" + when : what;
  }

  // What it changes

  private void runQueued(Waiting head, Set<Integer> ends) {
    mayBeginLastBatch = false;
    queue.remove(head);
    batchEnds = new TreeSet<>(ends);
    batchEnds.removeIf(end -> end < head.place());
    perform(head.give().callback().actions());
  }

  private void runTimer(Waiting timer, long when, Set<Integer> ends) {
    timers.remove(timer);
    foreign.remove(timer);
    batchEnds = ends;
    now = when;
    outsideBatch = true;
    perform(timer.give().callback().actions());
    if (timer.name().equals(END)) {
      phase = Phase.ENDING;
      stop();
    }
    outsideBatch = false;
  }

  private void returned() {
    stopping = false;
    run++;
    if (phase == Phase.ENDING) {
      phase = Phase.OVER;
    } else {
      beginRun();
    }
  }

  private void perform(List<Action> actions) {
    for (Action action : actions) {
      switch (action) {
        case Give give -> give(give);
        case Cancel cancel -> cancel(program.target(cancel));
        case Stop() -> stop();
        case Busy(int ticks) -> now += ticks;
        case Raise() -> {
          return; // what comes after it is not done
        }
        case RunNested() -> {
          // It is refused, and changes nothing.
        }
      }
    }
  }

  private void stop() {
    mayBeginLastBatch |= outsideBatch && !stopping;
    stopping = true;
  }

  /**
   * What another thread hands over before the last batch begins may be a part of it: the loop looks
   * for it then.
   */
  private void give(Give give) {
    boolean mayBeInBatch = give.door() == Door.OTHER_THREAD && mayBeginLastBatch;
    boolean afterStop = phase != Phase.BETWEEN_RUNS && stopping && !mayBeInBatch;
    long deadline = give.door() == Door.LATER ? now + give.ticks() : give.ticks();
    Waiting waiting = new Waiting(give, ++lastPlace, deadline, run, afterStop);
    given.put(waiting.name(), waiting);
    placeOf(give.door()).add(waiting);
  }

  private List<Waiting> placeOf(Door door) {
    if (door == Door.OTHER_THREAD) {
      return foreign;
    }
    return door.isTimer() ? timers : queue;
  }

  private void cancel(String name) {
    if (queue.removeIf(waiting -> waiting.name().equals(name))
        || foreign.removeIf(waiting -> waiting.name().equals(name))
        || timers.removeIf(waiting -> waiting.name().equals(name))) {
      cancelled.add(name);
    }
  }

  // What forbids the rest

  @Override
  public String ruleAgainst(String event, List<String> later) {
    String name = nameIn(event);
    if (event.contains(LoopRun.INSIDE)) {
      return "loop.run-once.serial";
    }
    if (name.equals(RETURNED)) {
      return stopping ? ruleOfStop("loop.stop.batch") : "loop.run-forever.until-stop";
    }
    Waiting seen = given.get(name);
    if (seen == null || name.equals(END)) {
      return ruleAgainstEnd(later);
    }
    Door door = seen.give().door();
    boolean timer = door.isTimer();
    if (cancelled.contains(name)) {
      return timer ? "timer-handle.cancel.prevents" : "handle.cancel.prevents";
    }
    if (door == Door.OTHER_THREAD) {
      return ruleAgainstForeign(seen, later);
    }
    return timer ? ruleAgainstTimer(seen, event) : ruleAgainstQueued(seen, later);
  }

  /** Against a trace that ends although something waits, or although the loop is to stop. */
  private String ruleAgainstEnd(List<String> later) {
    if (!queue.isEmpty()) {
      return ruleAgainstLossOf(queue.getFirst());
    }
    if (!foreign.isEmpty()) {
      return ruleAgainstLossOf(foreign.getFirst());
    }
    if (stopping) {
      return phase == Phase.ENDING ? "loop.run-forever.until-stop" : ruleOfStop("loop.stop.batch");
    }
    return timers.stream()
        .filter(timer -> !timer.name().equals(END))
        .findFirst()
        .map(timer ->
            isAmong(later, timer) ? "loop.call-at.deadline-order" : ruleAgainstLossOf(timer))
        .orElse("loop.run-forever.until-stop");
  }

  private String ruleAgainstLossOf(Waiting lost) {
    boolean leftOver = lost.run() < run;
    return switch (lost.give().door()) {
      case SOON -> leftOver ? "loop.stop.next-run" : "loop.call-soon.fifo";
      case THREADSAFE, OTHER_THREAD -> "loop.call-soon-threadsafe.runs";
      case LATER -> "loop.call-later.runs";
      case AT -> "loop.call-at.runs";
    };
  }

  private String ruleAgainstTimer(Waiting timer, String event) {
    boolean later = timer.give().door() == Door.LATER;
    if (!timers.contains(timer)) {
      return later ? "loop.call-later.once" : "loop.call-at.runs";
    }
    if (event.contains(LoopRun.EARLY) || tickOf(event) < timer.deadline()) {
      return later ? "loop.call-later.not-early" : "loop.call-at.not-early";
    }
    if (stopping) {
      return stoppedBefore ? "loop.stop.before-run-no-wait" : "loop.stop.new-callbacks";
    }
    return queue.isEmpty() ? "loop.call-at.deadline-order" : "loop.call-soon.next-iteration";
  }

  private static long tickOf(String event) {
    int at = event.indexOf('@');
    return at < 0 ? Long.MAX_VALUE : Long.parseLong(event.substring(at + 1));
  }

  private String ruleAgainstForeign(Waiting seen, List<String> later) {
    if (!foreign.contains(seen)) {
      return "loop.call-soon-threadsafe.runs";
    }
    Waiting head = foreign.getFirst();
    if (head == seen) {
      return ruleOfNewCallbacks();
    }
    return isAmong(later, head) ? "loop.call-soon-threadsafe.fifo" : ruleAgainstLossOf(head);
  }

  private String ruleAgainstQueued(Waiting seen, List<String> later) {
    boolean threadsafe = seen.give().door().isThreadsafe();
    if (!queue.contains(seen)) {
      return threadsafe ? "loop.call-soon-threadsafe.runs" : "loop.call-soon.once";
    }
    Waiting head = queue.getFirst();
    if (head == seen) {
      return stopping ? ruleOfNewCallbacks() : "loop.call-soon.next-iteration";
    }
    if (!isAmong(later, head)) {
      return ruleAgainstLossOf(head);
    }
    if (head.give().door().isThreadsafe() != threadsafe) {
      return "loop.call-soon-threadsafe.own-order";
    }
    return threadsafe ? "loop.call-soon-threadsafe.fifo" : "loop.call-soon.fifo";
  }

  /** The rule of a stop in a callback or, if the stop came before the run, that of such a stop. */
  private String ruleOfStop(String inCallback) {
    return stoppedBefore ? "loop.stop.before-run" : inCallback;
  }

  private String ruleOfNewCallbacks() {
    return stoppedBefore ? "loop.stop.before-run-new-callbacks" : "loop.stop.new-callbacks";
  }

  private static boolean isAmong(List<String> events, Waiting waiting) {
    return events.stream().anyMatch(event -> nameIn(event).equals(waiting.name()));
  }

  /** The name in front of a time and of what was wrong. */
  static String nameIn(String event) {
    return event.replaceFirst("[@ ].*", "");
  }
}
