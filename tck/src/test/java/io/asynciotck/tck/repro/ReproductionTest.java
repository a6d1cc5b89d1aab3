package io.asynciotck.tck.repro;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.CrashError;
import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.Recorded;
import io.asynciotck.tck.harness.RuleViolation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a test did, as a Python program that prints what the test traced. */
final class ReproductionTest extends RecordedTest {
  private static final String FAULTY = "src.test.resources.bridge.faulty_loops:";

  private static List<String> printedBy(String program) {
    return program
        .lines()
        .dropWhile(line -> !line.startsWith("# Run by "))
        .filter(line -> line.startsWith("#   "))
        .map(line -> line.substring("#   ".length()))
        .toList();
  }

  /** That an object of the loop lacks what it should have is known, whoever asks for it. */
  @Test
  void whatTheLibraryMissesIsMissing() {
    assertThat(missing("'Task' object has no attribute 'uncancel'")).contains("uncancel");
    assertThat(missing("'some.Loop' object has no attribute '_debug'")).contains("_debug");
    assertThat(missing("'KitProtocol' object has no attribute 'data_received'")).isEmpty();
    assertThat(missing("no such thing")).isEmpty();
  }

  /** Where one member has called another that is not there, that one is missing. */
  @Test
  void theInnermostMemberIsMissing() {
    ObjectNode raised = new JsonMapper().createObjectNode().put("message", "");
    raised.putArray("exception").add("NotImplementedError");
    raised
        .putArray("where")
        .add("File \"streams.py\", line 1, in open_connection")
        .add("File \"mine.py\", line 2, in run_in_executor")
        .add("File \"mine.py\", line 3, in helper");
    assertThat(missing(new JsonMapper().createObjectNode().set("raise", raised)))
        .contains("run_in_executor");
  }

  private static Optional<String> missing(String message) {
    JsonMapper json = new JsonMapper();
    ObjectNode raised = json.createObjectNode().put("message", message);
    raised.putArray("exception").add("AttributeError");
    ObjectNode thrown = json.createObjectNode().put("do", "throw");
    thrown.putArray("args").add(raised);
    Optional<String> byCall = missing(json.createObjectNode().set("raise", raised));
    assertThat(missing(thrown)).isEqualTo(byCall);
    return byCall;
  }

  private static Optional<String> missing(JsonNode said) {
    Recording recording = new Recording();
    recording.heard("main", Speaker.AGENT, said);
    return recording.take().missing();
  }

  @Test
  void callbacksPrintWhatTheyHaveTraced() throws Throwable {
    String program =
        programOf(() -> {
          loop.callSoon(() -> {
            trace.add("outer");
            loop.callSoon(() -> {
              trace.add("inner");
              loop.stop();
            });
          });
          loop.callSoon(trace.mark("second")).cancel();
          loop.runForever();
          trace.add("returned");
        });
    assertThat(program).startsWith("# a heading: True\n").doesNotContain(".close()");
    assertThat(printedBy(program)).containsExactly("outer", "inner", "returned");
  }

  @Test
  void valuesAndExceptionsComeFromTheLoopAndNotFromTheRecording() throws Throwable {
    String program =
        programOf(() -> {
          AsyncFuture<Object> future = loop.createFuture();
          trace.outcome("early", future::result);
          future.setResult(7);
          trace.outcome("late", future::result);
          trace.add(future.isDone());
        });
    assertThat(program)
        .contains("print(\"late:\", future.result())", "print(future.done())")
        .doesNotContain("\"late: 7\"");
    assertThat(printedBy(program).getFirst()).startsWith("early: raises InvalidStateError(");
    assertThat(printedBy(program).subList(1, 3)).containsExactly("late: 7", "True");
  }

  @Test
  void coroutinesAwaitInOrder() throws Throwable {
    String program =
        programOf(() -> {
          AsyncFuture<String> future = loop.createFuture();
          Task<String> task =
              loop.createTask(
                  bench
                      .asyncio()
                      .coroutine(() -> {
                        trace.add("begins");
                        trace.add(bench.asyncio().await(future));
                        try {
                          bench.asyncio().await(bench.asyncio().sleep(bench.ticks(1)));
                        } finally {
                          trace.add("ends");
                        }
                        throw new Boom("x");
                      }));
          loop.callSoon(() -> future.setResult("result"));
          trace.outcome("task", () -> loop.runUntilComplete(task));
        });
    assertThat(program)
        .contains("async def coroutine():", "class Boom(Exception):", "await asyncio.sleep(0.01)")
        .contains("raise Boom(\"x\")", "A second by the clock of the test is 0.01 s here.");
    assertThat(printedBy(program))
        .containsExactly("begins", "result", "ends", "task: raises Boom('x')");
  }

  @Test
  void otherThreadsAreThreads() throws Throwable {
    String program =
        programOf(() -> {
          bench
              .inThread(() -> {
                loop.callSoonThreadsafe(trace.mark("from the other thread"));
                return loop.callSoonThreadsafe(loop::stop);
              })
              .get();
          loop.runForever();
          trace.add("returned");
        });
    assertThat(program).contains("threading.Thread(").contains("thread.join()");
    assertThat(printedBy(program)).containsExactly("from the other thread", "returned");
  }

  @Test
  void aFunctionThatDoesNotAlwaysDoTheSameIsWrittenRunByRun() throws Throwable {
    String program =
        programOf(() -> {
          int[] runs = {0};
          Runnable counts = () -> trace.add("run " + ++runs[0]);
          loop.callSoon(counts);
          loop.callSoon(counts);
          bench.settle();
        });
    assertThat(printedBy(program)).containsExactly("run 1", "run 2");
  }

  @Test
  void aProgramThatDoesNotEndIsEnded() {
    bench.close();
    Recording recording = new Recording();
    python.recordTo(recording);
    try (Bench idle = new Bench(python, false)) {
      assertThatThrownBy(idle.loop()::runForever).isInstanceOf(HangError.class);
    }
    String program =
        new Reproduction(
                recording.take(),
                PythonOptions.of(PYTHON),
                new Ending.Hung(),
                Duration.ofSeconds(1))
            .program(List.of("a heading"))
            .text();
    assertThat(program).contains("loop.run_forever()  # did not return\nprint(\"it returned\")\n");
    assertThat(program)
        .contains("it prints nothing, like the test.")
        .endsWith("It does not end; it was stopped after 1 s.\n");
  }

  @Test
  void whatCannotBeWrittenIsSaidInOneLine() {
    Recording.Taken nothing = Recording.Taken.NOTHING;
    assertThat(textOf(nothing, PythonOptions.of(PYTHON), new Ending.Stuck()))
        .isEqualTo("# There is no program: nothing was recorded.\n");
  }

  @Test
  void aDoneCallbackSeesItsFuture() throws Throwable {
    String program =
        programOf(() -> {
          AsyncFuture<Object> first = loop.createFuture();
          AsyncFuture<Object> second = loop.createFuture();
          first.addDoneCallback(
              done -> trace.add("exception: " + Outcome.nameOf(done.exception())));
          second.addDoneCallback(done -> trace.add("cancelled: " + done.isCancelled()));
          first.setException(new Boom("set"));
          second.cancel();
          bench.settle();
        });
    assertThat(program)
        .contains("future1.add_done_callback(", "future2.add_done_callback(")
        .contains(SAME);
    assertThat(printedBy(program)).containsExactly("exception: Boom('set')", "cancelled: True");
  }

  @Test
  void whatTheTestHasWorkedOutIsMarked() throws Throwable {
    String program =
        programOf(() -> {
          trace.add("sum: " + (1 + 1));
          LoopTime begin = loop.time();
          loop.callLater(bench.ticks(2), () -> trace.add("early: " + isBefore(begin)));
          loop.callLater(bench.ticks(3), loop::stop);
          loop.runForever();
        });
    assertThat(program)
        .contains("# The test has worked out: sum: 2")
        .contains("print(\"early:\", loop.time() < start + 0.02)")
        .contains(SAME);
    assertThat(printedBy(program)).containsExactly("early: False");
  }

  private boolean isBefore(LoopTime begin) {
    return loop.time().compareTo(begin) < 0;
  }

  @Test
  void aLongTimePassesByAVirtualClock() throws Throwable {
    String program =
        programOf(() -> {
          loop.callLater(
              Duration.ofDays(1),
              () -> {
                trace.add("a day later");
                loop.stop();
              });
          loop.runForever();
        });
    assertThat(program)
        .contains("brings a clock of its own", "class Clock(", "loop.call_later(86400.0, ")
        .contains(SAME);
  }

  @Test
  void thatTheProgramShowsSomethingElseIsSaid() {
    bench.close();
    PythonOptions options = PythonOptions.of(PYTHON).withLoop(FAULTY + "MoodyLoop");
    try (PythonImplementation moody = opened(options)) {
      try (Bench moodyBench = new Bench(moody, false)) {
        moodyBench.loop().callSoon(moodyBench.trace().mark("a"));
        moodyBench.loop().callSoon(moodyBench.trace().mark("b"));
        moodyBench.loop().callSoon(moodyBench.loop()::stop);
        moodyBench.loop().runForever();
      }
      Recorded recorded = moody.recordedOf(new RuleViolation("trace", List.of(), ""));
      String text = recorded.program(Duration.ofSeconds(10), List.of("a heading")).text();
      assertThat(onOneLine(text))
          .contains("it prints something else than the test saw. The test saw: a, a, b.");
      assertThat(text)
          .contains("prints:\n#   a\n#   b\n# On asyncio's own loop it does the same.\n")
          .contains("the verdict is in doubt");
    }
  }

  @Test
  void aClockThatIsCoarseIsSoInTheProgram() throws Throwable {
    String program =
        programOf(() -> {
          bench.clock().setResolution(Duration.ofSeconds(1));
          EventLoop coarse = bench.newLoop();
          LoopTime now = coarse.time();
          coarse.callAt(now.plus(Duration.ofSeconds(1)), trace.mark("one"));
          coarse.callAt(now.plus(Duration.ofMillis(999)), trace.mark("less than one"));
          coarse.stop();
          coarse.runForever();
        });
    assertThat(program)
        .contains("Clock.resolution = 1.0\n", "self._clock_resolution = Clock.resolution\n")
        .contains(SAME);
    assertThat(printedBy(program)).containsExactly("less than one");
  }

  @Test
  void whatDidNotRunIsInTheProgram() {
    bench.close();
    PythonOptions options = PythonOptions.of(PYTHON).withLoop(FAULTY + "ForgetfulLoop");
    try (PythonImplementation forgetful = opened(options)) {
      try (Bench other = new Bench(forgetful, false)) {
        other.loop().callSoon(other.trace().mark("forgotten"));
        other.loop().callSoon(() -> other.trace().add("forgotten too"));
        other.loop().callLater(other.ticks(1), other.loop()::stop);
        other.loop().runForever();
        other.trace().add("returned");
      }
      Recorded recorded = forgetful.recordedOf(new RuleViolation("trace", List.of(), ""));
      String program = recorded.program(Duration.ofSeconds(10), List.of()).text();
      assertThat(program)
          .contains("loop.call_soon(lambda: print(\"forgotten\"))\n")
          .contains("loop.call_soon(lambda *_: print(\"called\"))\n")
          .contains(SAME);
      assertThat(printedBy(program))
          .containsExactly(
              "returned", /* on asyncio's own loop */ "forgotten", "called", "returned");
    }
  }

  @Test
  void aLongChainOfCallbacksIsAProgramToo() throws Throwable {
    String program =
        programOf(() -> {
          callChain(900);
          loop.runForever();
        });
    assertThat(program).contains(SAME);
    assertThat(printedBy(program)).containsExactly("the end");
  }

  /** What comes after the first difference is left out where it would be too much. */
  @Test
  void aTestThatIsTooLongEndsWhereItDiffers() {
    bench.close();
    PythonOptions options = PythonOptions.of(PYTHON).withLoop(FAULTY + "ForgetfulLoop");
    try (PythonImplementation forgetful = opened(options)) {
      try (Bench other = new Bench(forgetful, false)) {
        for (int round = 1; round <= 3000; round++) {
          int count = round;
          other.loop().callSoon(() -> other.trace().add("forgotten " + count));
          other.loop().callLater(Duration.ZERO, other.loop()::stop);
          other.loop().runForever();
          other.trace().add("round " + round);
        }
      }
      RuleViolation violation =
          new RuleViolation("trace", List.of("forgotten 1, round 1, forgotten 2"), "");
      String program =
          forgetful.recordedOf(violation).program(Duration.ofSeconds(10), List.of()).text();
      assertThat(program).contains(SAME).contains("print(\"round 1\")").doesNotContain("round 2");
    }
  }

  private void callChain(int rest) {
    loop.callSoon(() -> {
      if (rest > 0) {
        callChain(rest - 1);
      } else {
        trace.add("the end");
        loop.stop();
      }
    });
  }

  @Test
  void setUpAndBlockedModulesAreInTheProgram() {
    bench.close();
    PythonOptions options =
        PythonOptions.of(PYTHON).withSetup(FAULTY + "greet").without("_asyncio");
    try (PythonImplementation set = opened(options)) {
      try (Bench other = new Bench(set, false)) {
        other.trace().add(other.loop().isRunning());
      }
      Recorded recorded = set.recordedOf(new RuleViolation("trace", List.of(), ""));
      assertThat(recorded.program(Duration.ofSeconds(10), List.of()).text())
          .startsWith("import sys\n\nsys.modules[\"_asyncio\"] = None\n")
          .contains("\nsrc.test.resources.bridge.faulty_loops.greet()\n")
          .contains("#   the set-up says hello\n#   False\n");
    }
  }

  @Test
  void whatEndsTheProcessBehindATestIsInTheProgram() {
    bench.close();
    PythonOptions options = PythonOptions.of(PYTHON).withLoop(FAULTY + "BrittleLoop");
    try (PythonImplementation brittle = opened(options)) {
      Bench other = new Bench(brittle, false);
      other.loop().setTaskFactory((given, coro, _) -> other.asyncio().newTask(coro, given));
      other.trace().add("set");
      CrashError crash = catchThrowableOfType(CrashError.class, other::close);
      String program = brittle.recordedOf(crash).program(LIMIT, List.of()).text();
      assertThat(program).contains("for each in [loop]:\n    each.close()\n", SAME);
      assertThat(printedBy(program).getFirst()).isEqualTo("set");
    }
  }

  @Test
  void aHeadingOfSeveralLinesIsNoProgram() throws Throwable {
    try (bench) {
      trace.add("a");
    }
    RuleViolation violation = new RuleViolation("trace", List.of(), "");
    assertThat(python.recordedOf(violation).program(LIMIT, List.of("But saw:  an\nerror")).text())
        .startsWith("# But saw:  an\n#   error\n")
        .contains(SAME);
  }

  @Test
  void whatAFunctionIsGivenByAKeywordIsShown() throws Throwable {
    String program =
        programOf(() -> {
          loop.setTaskFactory((given, coro, kwargs) -> {
            trace.add("context: " + kwargs.isEmpty());
            return bench.asyncio().newTask(coro, given);
          });
          Context context = bench.surroundings().contextVars().copyContext();
          loop.runUntilComplete(loop.createTask(context, bench.asyncio().coroutine(() -> "done")));
        });
    assertThat(program).contains("print(\"context:\", args[2].get(\"context\"))", SAME);
    assertThat(printedBy(program).getFirst()).startsWith("context: <");
  }

  @Test
  void whatTheLoopRaisedIsKnownWithItsPlace() throws Throwable {
    try (bench) {
      loop.close();
      trace.outcome("call", () -> loop.callSoon(() -> {}));
    }
    Recorded recorded = python.recordedOf(new RuleViolation("trace", List.of(), ""));
    assertThat(recorded.raised("IllegalStateException").orElseThrow())
        .startsWith("RuntimeError: ")
        .containsPattern("\n  File \".*\", line \\d+, in \\w+");
    assertThat(recorded.raised("IOException")).isEmpty();
  }
}
