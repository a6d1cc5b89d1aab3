package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.LogLine;
import io.asynciotck.tck.harness.NeedsLogging;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code errors.md}: setting and calling the handler, the default one, errors in it. */
@ExpectsReports
final class ExceptionHandlerTck extends RuleTest {

  /** More failed futures than a loop is likely to look through one by one. */
  private static final int MANY = 200;

  private final ExceptionHandler first = (reporter, context) -> trace.add("first");
  private final ExceptionHandler second = (reporter, context) -> trace.add("second");

  @Rule("loop.exception-handler.set")
  @Test
  void aHandlerThatAHandlerHasSetIsCalledNext() {
    loop.setExceptionHandler((its, context) -> {
      trace.add("the first");
      loop.setExceptionHandler((itself, next) -> trace.add("the next"));
    });
    for (int time = 0; time < 2; time++) {
      loop.callSoon(() -> Boom.raise(new Boom()));
      settle();
    }
    trace.shouldBe("the first", "the next");
  }

  @Rule("loop.exception-handler.set")
  @Test
  void theHandlerThatWasSetLastIsCalled() {
    loop.setExceptionHandler(first);
    loop.callSoon(() -> Boom.raise(new Boom()));
    loop.setExceptionHandler(second);
    settle();
    trace.shouldBe("second");
  }

  @Rule("loop.exception-handler.set")
  @Test
  void aHandlerThatHasRaisedIsCalledForTheNextException() {
    loop.setExceptionHandler((reporter, context) -> {
      trace.add("handler");
      Boom.raise(new Boom("handler"));
    });
    for (int time = 0; time < 3; time++) {
      loop.callSoon(() -> Boom.raise(new Boom("callback")));
      Outcome.of(this::runUntilRest);
    }
    trace.shouldBe("handler", "handler", "handler");
  }

  @Rule("loop.exception-handler.set")
  @Test
  void eachLoopHasAHandlerOfItsOwn() {
    EventLoop other = bench.newLoop();
    loop.setExceptionHandler(first);
    other.setExceptionHandler(second);
    for (EventLoop either : List.of(loop, other, loop)) {
      either.callSoon(() -> Boom.raise(new Boom()));
      bench.settle(either);
    }
    trace.shouldBe("first", "second", "first");
  }

  @Rule("loop.exception-handler.get")
  @Test
  void theHandlerCanBeAskedFor() {
    loop.setExceptionHandler(first);
    trace.add("the one that was set: " + (loop.getExceptionHandler() == first));
    trace.shouldBe("the one that was set: true");
  }

  @Rule("loop.exception-handler.get-none")
  @Test
  void aNewLoopHasNoHandlerOfItsOwn() {
    trace.add("handler: " + loop.getExceptionHandler());
    trace.shouldBe("handler: null");
  }

  @Rule("loop.exception-handler.set")
  @Test
  void aHandlerThatOneLoopWasGivenIsNotThatOfOthers() {
    EventLoop other = bench.newLoop();
    loop.setExceptionHandler(first);
    trace.add("of the other: " + (other.getExceptionHandler() == first));
    trace.add("of a newer one: " + (bench.newLoop().getExceptionHandler() == first));
    trace.shouldBe("of the other: false", "of a newer one: false");
  }

  @Rule("loop.exception-handler.reset")
  @Test
  void noHandlerMeansTheDefaultOne() {
    loop.setExceptionHandler(first);
    loop.setExceptionHandler(null);
    trace.outcome("report", () -> report("message", "reset"));
    trace.add("handler: " + loop.getExceptionHandler());
    trace.shouldBe("report: made", "handler: null");
  }

  @Rule("loop.call-exception-handler.calls")
  @Test
  void aReportOfTheProgramsOwnReachesTheHandler() {
    loop.setExceptionHandler(
        (reporter, context) -> trace.add(context.get("message") + ", " + context.get("key")));
    loop.callExceptionHandler(Map.of("message", "text", "key", "value"));
    settle();
    trace.shouldBe("text, value");
  }

  @Rule("loop.call-exception-handler.of-itself")
  @Test
  void aReportThatATaskMakesOfItselfReachesTheHandler() throws Exception {
    loop.setExceptionHandler((_, context) -> trace.add(context.get("message")));
    run(() -> {
      Task<?> itself = Objects.requireNonNull(asyncio.currentTask());
      loop.callExceptionHandler(Map.of("message", "of itself", "task", itself));
    });
    trace.shouldBe("of itself");
  }

  @Rule("loop.call-exception-handler.calls")
  @Test
  void aReportThatAHandlerMakesReachesTheHandler() {
    loop.setExceptionHandler((reporter, context) -> {
      trace.add(context.get("message"));
      if ("outer".equals(context.get("message"))) {
        loop.callExceptionHandler(Map.of("message", "inner"));
      }
    });
    loop.callExceptionHandler(Map.of("message", "outer"));
    settle();
    trace.shouldBe("outer", "inner");
  }

  @Rule("loop.call-exception-handler.calls")
  @Test
  void whatAReportIsAboutReachesTheHandler() throws Exception {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("exception", new Boom());
    about.put("future", loop.createFuture());
    about.put("task", loop.createTask(coroutine(() -> 7)));
    about.put("handle", loop.callSoon(() -> {}));
    settle();
    loop.setExceptionHandler((reporter, context) -> trace.add(context.get("message")));
    about.forEach((key, object) ->
        loop.callExceptionHandler(Map.of("message", "of the " + key, key, object)));
    settle();
    trace.shouldBe("of the exception", "of the future", "of the task", "of the handle");
  }

  @Rule("loop.call-exception-handler.default")
  @NeedsLogging
  @Test
  void aReportOfTheProgramsOwnIsLoggedByDefault() {
    trace.outcome("report", () -> report("message", "text"));
    settle();
    trace.add("logged: " + !bench.log().isEmpty());
    trace.shouldBe("report: made", "logged: true");
  }

  @Rule("loop.call-exception-handler.inline")
  @Test
  void aReportIsMadeAtOnce() {
    loop.setExceptionHandler(first);
    loop.callExceptionHandler(Map.of("message", "text"));
    trace.add("returned");
    trace.shouldBe("first", "returned");
  }

  @Rule("loop.default-handler.logs")
  @NeedsLogging
  @Test
  void anExceptionInACallbackIsLogged() {
    loop.callSoon(() -> Boom.raise(new Boom()));
    settle();
    trace.add("logged: " + !bench.log().isEmpty());
    trace.shouldBe("logged: true");
  }

  @Rule("loop.default-handler.error-level")
  @NeedsLogging
  @Test
  void theDefaultHandlerLogsErrors() {
    loop.callSoon(() -> Boom.raise(new Boom()));
    settle();
    bench.log().stream().map(LogLine::level).distinct().forEach(trace::add);
    trace.shouldBe("ERROR");
  }

  @Rule("loop.default-handler.exception")
  @NeedsLogging
  @Test
  void theLogHasTheException() {
    loop.defaultExceptionHandler(Map.of("message", "text", "exception", new Boom("needle")));
    trace.add(
        "exception: " + bench.log().stream().anyMatch(line -> line.message().contains("needle")));
    trace.shouldBe("exception: true");
  }

  @Rule("loop.default-handler.only-default")
  @RestsOn(Ground.HANDLER_RESET)
  @NeedsLogging
  @Test
  void aHandlersOwnReportIsNotLogged() {
    loop.setExceptionHandler(first);
    loop.callSoon(() -> Boom.raise(new Boom()));
    settle();
    trace.add("lines: " + bench.log().size());
    loop.setExceptionHandler(null);
    loop.callSoon(() -> Boom.raise(new Boom()));
    settle();
    trace.add("lines without it: " + (bench.log().isEmpty() ? "none" : "some"));
    trace.shouldBe("first", "lines: 0", "lines without it: some");
  }

  @Rule("loop.default-handler.only-errors")
  @NeedsLogging
  @Test
  void withoutAnErrorNothingIsReported() throws Exception {
    loop.callSoon(trace.mark("callback"));
    loop.callSoon(trace.mark("cancelled callback")).cancel();
    loop.callLater(ticks(1), trace.mark("timer"));
    loop.callLater(ticks(1), trace.mark("cancelled timer")).cancel();
    AsyncFuture<String> cancelled = loop.createFuture();
    cancelled.addDoneCallback(future -> trace.add("done callback"));
    cancelled.cancel();
    run(() -> {
      Task<String> task = asyncio.createTask(coroutine(() -> await(loop.createFuture())));
      yieldOnce();
      task.cancel();
      trace.outcome("task", () -> await(task));
      await(asyncio.sleep(ticks(2)));
    });
    trace.add("logged: " + bench.log().stream().anyMatch(LogLine::isReport));
    trace.shouldBeInAnyOrder(
        "callback", "done callback", "task: raises CancelledError", "timer", "logged: false");
  }

  @Rule("loop.default-handler.deferred-to")
  @NeedsLogging
  @Test
  void aHandlerCanLeaveItToTheDefaultOne() {
    loop.setExceptionHandler((reporter, context) -> reporter.defaultExceptionHandler(context));
    loop.callSoon(() -> Boom.raise(new Boom()));
    settle();
    trace.add("logged: " + !bench.log().isEmpty());
    trace.shouldBe("logged: true");
  }

  @Rule("loop.default-handler.deferred-to")
  @NeedsLogging
  @Test
  void aMessageWithoutAnExceptionCanBeLeftToTheDefaultOneToo() {
    trace.outcome(
        "left to it",
        () -> {
          loop.defaultExceptionHandler(Map.of("message", "text"));
          return "done";
        });
    trace.add("logged: " + !bench.log().isEmpty());
    trace.shouldBe("left to it: done", "logged: true");
  }

  @Rule("future.exception.never-retrieved")
  @NeedsLogging
  @Test
  void anExceptionOfAFutureThatNobodyHasSeenIsLogged() {
    Garbage garbage = bench.surroundings().garbage();
    garbage.failedFuture(loop, new Boom());
    collect(garbage);
    trace.add("logged: " + !bench.log().isEmpty());
    trace.shouldBe("logged: true");
  }

  @Rule("future.exception.never-retrieved")
  @NeedsLogging
  @Test
  void anExceptionOfATaskThatNobodyHasSeenIsLogged() {
    Garbage garbage = bench.surroundings().garbage();
    garbage.failedTask(loop, new Boom());
    collect(garbage);
    trace.add("logged: " + !bench.log().isEmpty());
    trace.shouldBe("logged: true");
  }

  @Rule("future.exception.retrieved-silent")
  @RestsOn(Ground.NEVER_RETRIEVED)
  @NeedsLogging
  @Test
  void anExceptionThatSomebodyHasSeenIsNotLogged() {
    Garbage garbage = bench.surroundings().garbage();
    garbage.retrievedFuture(loop, new Boom());
    collect(garbage);
    trace.add("lines: " + bench.log().size());
    garbage.failedFuture(loop, new Boom());
    collect(garbage);
    trace.add("lines for what nobody has seen: " + (bench.log().isEmpty() ? "none" : "some"));
    trace.shouldBe("lines: 0", "lines for what nobody has seen: some");
  }

  @Rule("future.exception.retrieved-silent")
  @RestsOn(Ground.NEVER_RETRIEVED)
  @NeedsLogging
  @Test
  void ofManyExceptionsThatAreSeenLateNoneIsLogged() {
    List<AsyncFuture<String>> failed = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      AsyncFuture<String> future = loop.createFuture();
      future.setException(new Boom());
      failed.add(future);
    }
    settle();
    failed.forEach(AsyncFuture::exception);
    settle();
    trace.add("lines: " + bench.log().size());
    trace.shouldBe("lines: 0");
  }

  @Rule("loop.exception-handler.raises")
  @Test
  void anExceptionInTheHandlerStaysInTheLoop() {
    loop.setExceptionHandler((reporter, context) -> Boom.raise(new Boom("handler")));
    loop.callSoon(() -> Boom.raise(new Boom("callback")));
    loop.callSoon(trace.mark("next"));
    trace.outcome("run", this::runUntilRest);
    trace.shouldBe("next", "run: returns");
  }

  @Rule("loop.exception-handler.raises-logged")
  @NeedsLogging
  @Test
  void anExceptionInTheHandlerIsLogged() {
    loop.setExceptionHandler((reporter, context) -> Boom.raise(new Boom("handler")));
    trace.outcome("report", () -> report("message", "text"));
    settle();
    trace.add("logged: " + !bench.log().isEmpty());
    trace.shouldBe("report: made", "logged: true");
  }

  @Rule("loop.exception-handler.raises-exit")
  @Test
  void aHandlerCanEndTheProgram() {
    loop.setExceptionHandler((reporter, context) -> {
      throw new SystemExit();
    });
    loop.callSoon(() -> Boom.raise(new Boom()));
    trace.outcome("run", this::runUntilRest);
    trace.shouldBe("run: raises SystemExit");
  }

  private String report(String key, @Nullable Object value) {
    loop.callExceptionHandler(Collections.singletonMap(key, value));
    return "made";
  }

  private String runUntilRest() {
    settle();
    return "returns";
  }
}
