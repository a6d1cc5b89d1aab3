package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.tck.harness.Conditions;
import io.asynciotck.tck.harness.Session;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The loop under test is the one that the user's factory makes, and what fails in it is a sentence.
 */
@Timeout(120)
final class UsersLoopTest {
  private static final String ODD = "src.test.resources.bridge.odd_loops:";

  @AfterEach
  void noAgentIsLeft() {
    assertThat(AgentProcess.open()).isZero();
  }

  private static PythonOptions python() {
    return PythonOptions.of(PYTHON).withStartTimeout(Duration.ofSeconds(20));
  }

  private static PythonImplementation odd(String factory) {
    return PythonImplementation.open(python().withLoop(ODD + factory));
  }

  @Test
  void everyLoopIsMadeByTheFactory() {
    try (PythonImplementation python = odd("with_debug");
        Session session = python.open(false)) {
      assertThat(session.asyncio().newEventLoop().getDebug()).isTrue();
      assertThat(session.clock()).isEmpty();
    }
    try (PythonImplementation python = odd("same");
        Session session = python.open(false)) {
      EventLoop first = session.asyncio().newEventLoop();
      assertThat(session.asyncio().newEventLoop()).isEqualTo(first);
    }
    try (PythonImplementation python = odd("with_name");
        Session session = python.open(false)) {
      assertThat(session.asyncio().newEventLoop().isClosed()).isFalse();
    }
  }

  @Test
  void aFactoryMayAskAsyncioForALoop() {
    try (PythonImplementation python = odd("by_asyncio");
        Session session = python.open(false)) {
      assertThat(session.asyncio().newEventLoop().getDebug()).isTrue();
    }
  }

  @Test
  void aFactoryMayPrint() {
    try (PythonImplementation python = odd("prints");
        Session session = python.open(false)) {
      assertThat(session.asyncio().newEventLoop().isClosed()).isFalse();
      while (!python.output().contains("hello from the factory")) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whatAnEarlierTestPrintedIsNotShownAgain() {
    try (PythonImplementation python = odd("prints")) {
      try (Session session = python.open(false)) {
        session.asyncio().newEventLoop();
        while (!python.output().contains("raw bytes")) {
          Thread.onSpinWait();
        }
      }
      try (Session _ = python.open(false)) {
        assertThat(python.output()).isEmpty();
      }
    }
  }

  @Test
  void ofManyLinesTheLastAreShown() {
    try (PythonImplementation python = odd("prints_much");
        Session session = python.open(false)) {
      session.asyncio().newEventLoop();
      while (!python.output().contains("line 100")) {
        Thread.onSpinWait();
      }
      assertThat(python.output()).startsWith("... (40 lines before)\nline 41\n");
    }
  }

  @Test
  void aLoopThatOnlySaysThatItRunsIsTested() {
    try (PythonImplementation python = odd("SaysThatItRuns");
        Session session = python.open(false)) {
      assertThat(session.asyncio().newEventLoop().isClosed()).isFalse();
    }
  }

  @Test
  void withoutALoopWhatTheSetUpHasPutIntoAsyncioIsTested() {
    PythonOptions options = python().withSetup(ODD + "put_own_loop_into_asyncio");
    try (PythonImplementation python = PythonImplementation.open(options)) {
      assertThat(python.description().loop()).endsWith("odd_loops.NeedsName");
      assertThat(python.name()).endsWith("odd_loops.NeedsName");
      assertThat(python.capabilities()).doesNotContain(Capability.VIRTUAL_TIME);
    }
  }

  @Test
  void whatASetUpReturnsIsKept() {
    PythonOptions options =
        python().withSetup(ODD + "set_up_application").withLoop(ODD + "with_application");
    try (PythonImplementation python = PythonImplementation.open(options);
        Session session = python.open(false)) {
      assertThat(session.asyncio().newEventLoop().isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number    | odd_loops:number` returned 42, which is no event loop",
        "nothing   | odd_loops:nothing` returned None, which is no event loop",
        "coroutine | returned <coroutine object coroutine",
        "raises    | raised ValueError: my own trouble in two lines (odd_loops.py:",
        "exits     | raised SystemExit: 3 (odd_loops.py:",
        "dies      | The agent was ended by SIGABRT (signal 6)",
        "closed    | returned a loop that is closed",
        "running   | returned a loop that runs already",
        "twice     | has forked, and returned in both processes",
        "absent    | raised AttributeError",
      })
  void whatIsNoLoopIsOneSentence(String factory, String sentence) {
    assertThatThrownBy(() -> odd(factory))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("odd_loops:" + factory)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aFactoryThatNeverReturnsIsGivenUp() {
    PythonOptions options =
        python().withLoop(ODD + "never").withStartTimeout(Duration.ofSeconds(5));
    assertThatThrownBy(() -> PythonImplementation.open(options))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused -> assertThat(refused.details()).contains("in never"))
        .hasMessageContaining("odd_loops:never` has not ended after 5 s");
  }

  @Test
  void aTracebackBeginsWithTheUsersPart() {
    assertThatThrownBy(() -> odd("raises"))
        .isInstanceOfSatisfying(
            StartRefusedException.class,
            refused ->
                assertThat(refused.details())
                    .startsWith("Traceback")
                    .contains("in raises")
                    .doesNotContain("agent.py"));
  }

  @Test
  void aHalfWrittenLoopHasItsTests() {
    try (PythonImplementation python = odd("Half");
        Session session = python.open(false)) {
      EventLoop loop = session.asyncio().newEventLoop();
      loop.callSoon(loop::stop);
      loop.runForever();
      assertThatThrownBy(() -> loop.callLater(Duration.ZERO, () -> {}))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void timeThatStandsStillIsFound() {
    try (PythonImplementation python = odd("Frozen")) {
      assertThat(python.description().timeStandsStill()).isTrue();
      assertThat(python.whyTimeStandsStill()).isPresent();
      assertThat(python.notes()).contains(python.whyTimeStandsStill().get());
    }
    try (PythonImplementation python = odd("with_debug")) {
      assertThat(python.description().timeStandsStill()).isFalse();
    }
  }

  @Test
  void theResolutionIsNotTheLoopsOwnWord() {
    try (PythonImplementation python = odd("Early")) {
      assertThat(python.clockResolution()).isLessThan(Duration.ofMillis(1));
    }
  }

  @Test
  void whatIsAsynciosOwnIsNamed() {
    try (PythonImplementation python = odd("Early")) {
      assertThat(python.inherits()).contains("call_soon", "run_forever");
    }
    try (PythonImplementation python = odd("Changing")) {
      assertThat(python.inherits()).contains("call_soon").doesNotContain("get_exception_handler");
    }
  }

  @Test
  void aTestThatChangesAsyncioIsFollowedByAFreshProcess() {
    try (PythonImplementation python = odd("Changing")) {
      long first;
      try (Session session = python.open(false)) {
        first = python.running().process().pid();
        session.asyncio().newEventLoop().isClosed();
      }
      assertThat(python.running().process().pid()).isEqualTo(first);
      try (Session session = python.open(false)) {
        session.asyncio().newEventLoop().getExceptionHandler();
      }
      assertThat(python.running().process().pid()).isNotEqualTo(first);
    }
  }

  @Test
  void asynciosOwnLoopCanHaveTheRealClock() {
    try (PythonImplementation python = PythonImplementation.open(python())) {
      Conditions conditions = Conditions.ofKit("real", false);
      try (Session session = python.open(conditions)) {
        assertThat(session.clock()).isPresent();
      }
      try (Session session = python.open(conditions.byRealClock())) {
        assertThat(session.clock()).isEmpty();
      }
    }
  }
}
