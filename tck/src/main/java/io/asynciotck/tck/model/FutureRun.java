package io.asynciotck.tck.model;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Trace;
import io.asynciotck.tck.model.FutureProgram.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a program with futures on a bench, and records the callbacks that run. */
public final class FutureRun {
  static final String WRONG = " wrong";

  private final FutureProgram program;
  private final EventLoop loop;
  private final Trace trace;
  private final List<AsyncFuture<String>> futures = new ArrayList<>();

  /** The done callbacks of each future, as they were added before it was done. */
  private final List<List<Consumer<AsyncFuture<String>>>> added = new ArrayList<>();

  private final List<String> events = new ArrayList<>();
  private @Nullable Throwable unexpected;
  private @Nullable String running;

  private FutureRun(FutureProgram program, Bench bench) {
    this.program = program;
    this.loop = bench.loop();
    this.trace = bench.trace();
    for (int i = 0; i < FutureProgram.FUTURES; i++) {
      futures.add(loop.createFuture());
      added.add(new ArrayList<>());
    }
  }

  /**
   * Runs a program to its end, and checks what happened against the model.
   *
   * @throws io.asynciotck.tck.harness.RuleViolation if the documentation does not allow it
   * @throws Throwable what a call raised that should raise nothing
   */
  public static void check(FutureProgram program, Bench bench) throws Throwable {
    FutureRun whole = new FutureRun(program, bench);
    whole.loop.callSoon(() -> whole.takeTurn(0));
    whole.loop.runForever();
    bench.settle(); // for what has run and runs again
    if (whole.unexpected != null) {
      throw whole.unexpected;
    }
    TraceCheck.check(program, new FutureModel(program), whole.events);
  }

  private void takeTurn(int turn) {
    begin(FutureModel.turn(turn));
    try {
      if (turn == program.turns().size()) {
        loop.stop();
        return;
      }
      List<Step> steps = program.turns().get(turn);
      for (int step = 0; step < steps.size(); step++) {
        play(steps.get(step), FutureProgram.callbackOf(turn, step));
      }
      loop.callSoon(() -> takeTurn(turn + 1));
    } catch (Throwable raised) {
      unexpected = raised;
      loop.stop();
    } finally {
      running = null;
    }
  }

  private void play(Step step, String name) {
    AsyncFuture<String> future = futures.get(step.future());
    boolean isDone = future.isDone();
    switch (step.kind()) {
      case CALL_SOON -> loop.callSoon(() -> record(name));
      case ADD -> add(step, name);
      case REMOVE -> remove(step);
      case RESULT -> {
        if (!isDone) {
          future.setResult(name);
        }
      }
      case EXCEPTION -> {
        if (!isDone) {
          future.setException(new Boom(name));
          future.exception(); // nobody else asks, which some loops would report
        }
      }
      case CANCEL -> future.cancel();
    }
  }

  private void add(Step step, String name) {
    AsyncFuture<String> future = futures.get(step.future());
    Consumer<AsyncFuture<String>> callback =
        given -> record(name + (given == future && given.isDone() ? "" : WRONG + " future"));
    if (!future.isDone()) {
      added.get(step.future()).add(callback);
    }
    future.addDoneCallback(callback);
  }

  private void remove(Step step) {
    AsyncFuture<String> future = futures.get(step.future());
    List<Consumer<AsyncFuture<String>>> callbacks = added.get(step.future());
    if (!future.isDone() && !callbacks.isEmpty()) {
      future.removeDoneCallback(callbacks.remove(step.pick() % callbacks.size()));
    }
  }

  private void begin(String name) {
    record(name);
    running = name;
  }

  private void record(String name) {
    String event = running == null ? name : name + LoopRun.INSIDE + running;
    events.add(event);
    trace.add(event);
  }
}
