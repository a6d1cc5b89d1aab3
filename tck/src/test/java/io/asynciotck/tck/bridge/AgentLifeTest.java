package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.tck.harness.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents start, die, hang and are replaced; nothing is left of them. */
@Timeout(120)
final class AgentLifeTest {
  private static final String FAULTY = "src.test.resources.bridge.faulty_loops:";

  @AfterEach
  void noAgentIsLeft() {
    assertThat(AgentProcess.open()).isZero();
  }

  private static PythonOptions python() {
    return PythonOptions.of(PYTHON);
  }

  private static PythonImplementation faulty(String loop) {
    return PythonImplementation.open(python().withLoop(FAULTY + loop));
  }

  @Test
  void theAgentTellsWhatItFound() {
    try (PythonImplementation python = PythonImplementation.open(python())) {
      PythonDescription description = python.description();
      assertThat(description.python()).contains(description.pythonVersion());
      assertThat(description.loop()).contains("SelectorEventLoop");
      assertThat(description.clockResolution()).isPositive();
      assertThat(python.capabilities()).containsExactlyInAnyOrder(Capability.values());
      assertThat(python.profile().name()).startsWith("py3.");
    }
  }

  @Test
  void membersThatAreNotThereAreNamed() {
    try (PythonImplementation python = PythonImplementation.open(python())) {
      var found =
          python
              .running()
              .itself()
              .start(
                  List.of(List.of("Task", "asyncio.Task")),
                  Map.of(),
                  List.of(
                      "# a comment",
                      "loop.call_soon 3.8 context speed@4.1",
                      "loop.fly 3.8",
                      "loop.swim 4.1",
                      "Task.cancel 3.8 no_such_keyword",
                      "[input and output]",
                      "loop.sock_lend 3.8"));
      assertThat(found.get("missing"))
          .isEqualTo(
              List.of(
                  "loop.fly", "Task.cancel(no_such_keyword)", "input and output: loop.sock_lend"));
    }
  }

  @Test
  void aLoopOfSomebodyElseHasNoVirtualTime() {
    try (PythonImplementation python = faulty("PlainLoop")) {
      assertThat(python.capabilities()).doesNotContain(Capability.VIRTUAL_TIME);
      assertThatThrownBy(() -> python.module(true))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(python.open(false).clock()).isEmpty();
    }
  }

  @Test
  void anExitIsACrashWithStatusAndLastWords() {
    try (PythonImplementation python = faulty("ExitingLoop")) {
      EventLoop loop = python.module(false).newEventLoop();
      assertThatThrownBy(loop::getExceptionHandler)
          .isInstanceOf(AgentDiedError.class)
          .hasMessageContaining("exit status 7")
          .hasMessageContaining("last words");
      assertThatThrownBy(loop::isRunning).isInstanceOf(AgentDiedError.class);
    }
  }

  @Test
  void aSignalIsACrashWithTheStackOfTheInterpreter() {
    try (PythonImplementation python = faulty("CrashingLoop")) {
      EventLoop loop = python.module(false).newEventLoop();
      assertThatThrownBy(loop::getExceptionHandler)
          .isInstanceOf(AgentDiedError.class)
          .hasMessageContaining("signal 6")
          .hasMessageContaining("in get_exception_handler");
    }
  }

  @Test
  void aDeadAgentIsReplacedForTheNextTest() {
    try (PythonImplementation python = faulty("ExitingLoop")) {
      assertThatThrownBy(python.module(false).newEventLoop()::getExceptionHandler)
          .isInstanceOf(AgentDiedError.class);
      assertThat(python.module(false).newEventLoop().isClosed()).isFalse();
    }
  }

  @Test
  void whoIsToldOfSignalsIsForgottenBehindATest() {
    try (PythonImplementation python = faulty("AlarmedLoop")) {
      for (int test = 0; test < 2; test++) {
        try (Bench bench = new Bench(python, false)) {
          bench.loop().setTaskFactory(null);
        }
      }
    }
  }

  /** Concluding a run that was interrupted must not wait for another agent. */
  @Test
  void whatADeadAgentHasSaidOfItselfIsKnownWithoutAnother(@TempDir Path folder) throws Exception {
    Path interpreter = folder.resolve("python");
    Files.writeString(interpreter, "#!/bin/sh\nexec " + PYTHON + " \"$@\"\n");
    Files.setPosixFilePermissions(interpreter, PosixFilePermissions.fromString("rwx------"));
    PythonOptions options =
        PythonOptions.of(interpreter.toString()).withLoop(FAULTY + "ExitingLoop");
    try (PythonImplementation python = PythonImplementation.open(options)) {
      String version = python.version();
      assertThatThrownBy(python.module(false).newEventLoop()::getExceptionHandler)
          .isInstanceOf(AgentDiedError.class);
      Files.delete(interpreter);
      assertThat(python.version()).isEqualTo(version);
      assertThat(python.classes()).isNotEmpty();
    }
  }

  @Test
  void whereAHungLoopIsCanBeSeen() throws Exception {
    for (String name : List.of("StuckLoop", "DeafLoop")) {
      try (PythonImplementation python = faulty(name)) {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Throwable> test =
            new FutureTask<>(() -> {
              EventLoop loop = python.module(false).newEventLoop();
              begun.countDown();
              return catchThrowable(loop::getExceptionHandler);
            });
        Thread.ofPlatform().start(test);
        begun.await();
        awaitInStop(python, name);
        assertThat(python.stacks(Duration.ofSeconds(1))).contains("in get_exception_handler");
        python.kill();
        assertThat(test.get(20, TimeUnit.SECONDS)).isInstanceOf(AgentDiedError.class);
      }
    }
  }

  /** Waits until the agent is where it hangs. One that is deaf has said so before. */
  private static void awaitInStop(PythonImplementation python, String loop) {
    boolean deaf = loop.equals("DeafLoop");
    while (!(deaf ? python.output() : python.stacks(Duration.ofSeconds(5)))
        .contains(deaf ? "deaf" : "in get_exception_handler")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anAgentInWhichAThreadIsStillBusyIsReplaced() throws Exception {
    try (PythonImplementation python = PythonImplementation.open(python())) {
      EventLoop loop = python.module(false).newEventLoop();
      CountDownLatch running = new CountDownLatch(1);
      FutureTask<Throwable> other =
          new FutureTask<>(() -> {
            loop.callSoon(running::countDown);
            return catchThrowable(loop::runForever);
          });
      Thread.ofPlatform().daemon().start(other);
      running.await();
      long before = python.running().process().pid();
      python.reset();
      assertThat(python.module(false).newEventLoop().isRunning()).isFalse();
      assertThat(python.running().process().pid()).isNotEqualTo(before);
      assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(AgentDiedError.class);
    }
  }

  @Test
  void aResultThatIsTooLongIsAnError() {
    try (PythonImplementation python = faulty("FloodingLoop")) {
      EventLoop loop = python.module(false).newEventLoop();
      assertThatThrownBy(loop::getExceptionHandler)
          .isInstanceOf(AgentRefusedError.class)
          .hasMessageContaining("over the limit");
      assertThat(loop.isClosed()).isFalse();
    }
  }

  @Test
  void threadsThatEndAtOnceCallBackToo() {
    try (PythonImplementation python = faulty("ThreadedLoop")) {
      EventLoop loop = python.module(false).newEventLoop();
      FutureTask<Boolean> called = new FutureTask<>(() -> true);
      for (int i = 0; i < 20; i++) {
        loop.callSoonThreadsafe(called);
      }
      loop.stop();
      loop.runForever();
      assertThat(called.resultNow()).isTrue();
      System.gc();
      assertThat(loop.isClosed()).as("the loop, after those threads have ended").isFalse();
      assertThat(python.module(false).newEventLoop().isClosed()).isFalse();
    }
  }

  @Test
  void asyncioWithoutItsAcceleratorCanBeTested() {
    try (PythonImplementation python = PythonImplementation.open(python().without("_asyncio"))) {
      EventLoop loop = python.module(false).newEventLoop();
      AsyncFuture<Integer> future = loop.createFuture();
      loop.callSoon(() -> future.setResult(1));
      assertThat(catchThrowable(() -> loop.runUntilComplete(future))).isNull();
    }
  }

  @Test
  void setUpFunctionsAreCalled() {
    assertThatThrownBy(() -> PythonImplementation.open(python().withSetup(FAULTY + "fail")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("this set-up fails (faulty_loops.py:");
    assertThatThrownBy(() -> PythonImplementation.open(python().withSetup(FAULTY + "exit_at_once")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("exit status 9");
  }

  @Test
  void anInterpreterOrLoopThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> PythonImplementation.open(PythonOptions.of("/no/such/python")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("/no/such/python");
    assertThatThrownBy(() -> PythonImplementation.open(python().withLoop("no_such_module:loop")))
        .hasMessageContaining("no_such_module");
  }

  @Test
  void nothingIsLeftOfAnAgent() throws Exception {
    PythonImplementation python = PythonImplementation.open(python());
    AgentProcess process = python.running().process();
    EventLoop loop = python.module(false).newEventLoop();
    Asyncio asyncio = python.module(true);
    assertThat(process.directory()).isDirectory();
    ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
    python.close();
    assertThat(handle.isAlive()).isFalse();
    assertThat(process.directory()).doesNotExist();
    assertThatThrownBy(loop::isRunning).isInstanceOf(AgentDiedError.class);
    assertThatThrownBy(asyncio::newEventLoop).isInstanceOf(AgentDiedError.class);
  }

  @Test
  void anAgentEndsWithItsKitHoweverThatEnds() throws Exception {
    for (String loop : List.of("ExitingLoop", "DeafLoop")) {
      Process kit =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  AbandoningKit.class.getName(),
                  PYTHON,
                  FAULTY + loop)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      long pid;
      Path directory;
      try (var said = kit.inputReader()) {
        pid = Long.parseLong(said.readLine());
        directory = Path.of(said.readLine());
        if (loop.equals("DeafLoop")) {
          kit.destroyForcibly();
        } else {
          kit.destroy();
        }
        kit.waitFor();
      }
      ProcessHandle.of(pid).ifPresent(agent -> agent.onExit().join());
      while (Files.exists(directory)) {
        Thread.onSpinWait(); // what ends the agent clears up after it
      }
    }
  }
}
