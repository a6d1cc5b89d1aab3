package io.asynciotck.tck.repro;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.tck.bridge.CallRecorder.Speaker;
import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.BoomError;
import io.asynciotck.tck.harness.HarnessError;
import io.asynciotck.tck.harness.Signal;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Tests with threads and executors of their own, as programs that have them too. */
final class ThreadProgramsTest extends RecordedTest {
  @Test
  void aThreadThatHasSaidNothingStartsAnother() throws Throwable {
    String program =
        programOf(() -> {
          bench
              .inThread(() -> {
                bench.inThread(() -> loop.callSoonThreadsafe(trace.mark("inner"))).get();
                return loop.callSoonThreadsafe(loop::stop);
              })
              .get();
          loop.runForever();
        });
    assertThat(program)
        .contains(
            """
            def run_thread1():
                global thread2
                thread2 = threading.Thread(target=run_thread2, daemon=True)
                thread2.start()
                thread2.join()
                loop.call_soon_threadsafe(loop.stop)
            """)
        .contains(SAME);
  }

  @Test
  void whatAThreadOnlyTracesIsPrintedByIt() throws Throwable {
    String program =
        programOf(() -> {
          bench.inThread(Executors.callable(trace.mark("in the thread"))).get();
          trace.add("afterwards");
        });
    assertThat(program)
        .contains("def run_thread():\n    print(\"in the thread\")\n")
        .contains(SAME);
  }

  @Test
  void aThreadWaitsForASignal() throws Throwable {
    Signal begun = bench.signal("begun");
    String program =
        programOf(() -> {
          FutureTask<?> thread =
              bench.inThread(() -> {
                begun.await();
                trace.add("again: " + begun.await(Duration.ofMillis(1)));
                return loop.callSoonThreadsafe(loop::stop);
              });
          loop.callSoon(() -> {
            trace.add("callback");
            begun.give();
          });
          loop.runForever();
          thread.get();
        });
    assertThat(program)
        .contains("begun = threading.Semaphore(0)\n")
        .contains("    begun.acquire()\n    print(\"again:\", begun.acquire(timeout=0.001))\n")
        .contains("    print(\"callback\")\n    begun.release()\n")
        .contains(SAME);
  }

  @Test
  void whatIsDoneAgainAndAgainIsALoop() throws Throwable {
    Signal answered = bench.signal("answered");
    String program =
        programOf(() -> {
          FutureTask<?> thread =
              bench.inThread(() -> {
                for (int round = 0; round < 5; round++) {
                  loop.callSoonThreadsafe(answered.giver());
                  answered.await();
                }
                return loop.callSoonThreadsafe(loop::stop);
              });
          loop.runForever();
          thread.get();
          trace.add("returned");
        });
    assertThat(program)
        .contains(
            """
                for _ in range(5):
                    loop.call_soon_threadsafe(answered.release)
                    answered.acquire()
                loop.call_soon_threadsafe(loop.stop)
            """
                .indent(0))
        .contains(SAME);
  }

  /** The signal never comes, so that the loop is still running when the thread has waited. */
  @Test
  void aLoopThatIsNotWokenHangsInTheProgramToo() throws Exception {
    PythonOptions options =
        PythonOptions.of(PYTHON).withLoop("src.test.resources.bridge.faulty_loops:SleepyLoop");
    Recording recording = new Recording();
    try (PythonImplementation sleepy = PythonImplementation.open(options)) {
      sleepy.recordTo(recording);
      Bench hung = new Bench(sleepy, true);
      Signal woken = hung.signal("woken");
      hung.loop()
          .callSoon(() -> {
            var _ =
                hung.inThread(() -> {
                  hung.loop().callSoonThreadsafe(woken.giver());
                  hung.trace().add("woken: " + woken.await(Duration.ofSeconds(1)));
                  sleepy.kill();
                  return "";
                });
          });
      assertThatThrownBy(hung.loop()::runForever).isInstanceOf(HarnessError.class);
    }
    assertThat(textOf(recording.take(), options, new Ending.Hung()))
        .contains("    loop.call_soon_threadsafe(woken.release)\n")
        .contains("    print(\"woken:\", woken.acquire(timeout=1.0))\n")
        .contains("loop.run_forever()  # did not return\n")
        .doesNotContain("join")
        .contains("# It does not end; it was stopped after 3 s.\n");
  }

  @Test
  void aThreadThatNobodyWaitsForMayBeInACallAtTheEnd() throws Exception {
    Recording recording = new Recording();
    JsonMapper json = new JsonMapper();
    recording.heard(
        "main",
        Speaker.KIT,
        json.readTree("{\"do\":\"call\",\"on\":0,\"name\":\"module\",\"args\":[false]}"));
    recording.heard("main", Speaker.AGENT, json.readTree("{\"ok\":{\"agent\":1}}"));
    Thread other =
        new Thread(() ->
            recording.heard(
                "thread-1",
                Speaker.KIT,
                json.readTree(
                    "{\"do\":\"call\",\"on\":1,\"name\":\"new_event_loop\",\"args\":[]}")));
    recording.starts("main", other);
    other.start();
    other.join();
    recording.bodyEnded();
    assertThat(textOf(recording.take(), PythonOptions.of(PYTHON), new Ending.Stuck()))
        .contains("    asyncio.new_event_loop()\n", "\nthread.join(timeout=1.0)\n")
        .endsWith("it prints nothing, like the test.\n");
  }

  @Test
  void anExecutorIsMadeFromWhatItDoes() throws Throwable {
    String program =
        programOf(() -> {
          Executor executor =
              command -> {
                trace.add("given work");
                var _ = bench.inThread(Executors.callable(command));
              };
          loop.runUntilComplete(
              bench
                  .asyncio()
                  .coroutine(() -> {
                    trace.add(bench.asyncio().await(loop.runInExecutor(executor, () -> 7)));
                    return 8;
                  }));
        });
    assertThat(program)
        .contains("class Executor(concurrent.futures.Executor):")
        .contains("await loop.run_in_executor(Executor(execute), lambda: 7)")
        .contains("def run_thread():\n    function()\n")
        .doesNotContain("did not return")
        .contains(SAME);
  }

  @Test
  void anExecutorThatIsUsedTwiceIsOne() throws Throwable {
    String program =
        programOf(() -> {
          Executor refusing =
              command -> {
                throw new BoomError();
              };
          trace.outcome("first", () -> loop.runInExecutor(refusing, () -> 7));
          trace.outcome("second", () -> loop.runInExecutor(refusing, () -> 8));
        });
    assertThat(program)
        .contains("executor = Executor(execute)\n", "loop.run_in_executor(executor, ")
        .contains("first: raises BoomError('boom')\n")
        .contains(SAME);
  }
}
