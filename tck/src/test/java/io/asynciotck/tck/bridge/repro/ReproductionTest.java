package io.asynciotck.tck.bridge.repro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.TestBody;
import io.asynciotck.tck.harness.Trace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a test did, as a Python program that prints what the test traced. */
final class ReproductionTest {
  private static final String PYTHON = System.getProperty("tck.python", "python3");

  private final PythonImplementation python = PythonImplementation.open(PythonOptions.of(PYTHON));
  private final Bench bench = new Bench(python, true);
  private final EventLoop loop = bench.loop();
  private final Trace trace = bench.trace();

  @AfterEach
  void close() {
    python.close();
  }

  private String programOf(TestBody body) throws Throwable {
    try (bench) {
      body.run();
    }
    python.testFailed();
    return python.program(List.of("a heading"));
  }

  private static List<String> printedBy(String program) {
    return program
        .lines()
        .dropWhile(line -> !line.startsWith("# Run by "))
        .filter(line -> line.startsWith("#   "))
        .map(line -> line.substring("#   ".length()))
        .toList();
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
    assertThat(program).startsWith("# a heading\n").doesNotContain(".close()");
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
        .contains("async def coroutine_1():", "class Boom(Exception):", "asyncio.sleep(0.01")
        .contains("raise Boom(\"x\")", "a second of it is 0.01 s");
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
    assertThat(program).contains("threading.Thread(").contains("several threads");
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
          bench.runOneIteration();
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
        new Reproduction(recording.take(), PythonOptions.of(PYTHON), Duration.ofSeconds(1))
            .text(List.of("a heading"));
    assertThat(program).contains("loop.run_forever()  # did not return");
    assertThat(printedBy(program)).endsWith("(no end after 1 s)");
  }

  @Test
  void whatCannotBeWrittenIsSaidInOneLine() throws Throwable {
    String program =
        programOf(() -> {
          loop.runInExecutor(Runnable::run, () -> 1);
        });
    assertThat(program).isEqualTo("# No Python program: the test brings an executor of its own\n");
  }
}
