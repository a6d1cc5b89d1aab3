package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.SystemExit;
import io.asynciotck.tck.harness.Driver;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loops that live only inside of something, which an adapter runs. */
@Timeout(120)
final class HostTest {
  private static final String BY_ASYNCIO_RUN =
      """
      import asyncio

      def run(main):
          asyncio.run(main())
      """;

  @TempDir Path folder;

  private PythonOptions with(String adapter) throws Exception {
    Files.writeString(folder.resolve("host.py"), adapter);
    return PythonOptions.of(PYTHON).withAdapter("host").withPaths(List.of(folder));
  }

  @Test
  void theLoopStandsStillUntilTheTestRunsIt() throws Exception {
    try (PythonImplementation python = PythonImplementation.open(with(BY_ASYNCIO_RUN));
        Session session = python.open(false)) {
      assertThat(python.isHosted()).isTrue();
      assertThat(python.gaps()).containsOnlyKeys("drive-from-outside", "several-loops");
      Asyncio asyncio = session.asyncio();
      EventLoop loop = asyncio.newEventLoop();
      List<String> events = new ArrayList<>();
      loop.callSoon(() -> events.add("callback"));
      assertThat(events).isEmpty();
      assertThat(loop.<String>runUntilComplete(asyncio.coroutine(() -> "result")))
          .isEqualTo("result");
      assertThat(events).containsExactly("callback");
      loop.callSoon(() -> {
        events.add("stops");
        loop.callSoon(() -> events.add("next run"));
        loop.stop();
      });
      loop.runForever();
      assertThat(events).containsExactly("callback", "stops");
      loop.stop();
      loop.runForever();
      assertThat(events).containsExactly("callback", "stops", "next run");
      assertThat(asyncio.allTasks(loop)).isEmpty();
    }
  }

  @Test
  void oneIterationIsOneIteration() throws Exception {
    try (PythonImplementation python = PythonImplementation.open(with(BY_ASYNCIO_RUN))) {
      assertThat(Driver.of(python).stopInCallback()).isEqualTo(Driver.Found.EXACT);
      assertThat(Driver.of(python).heedsStopBeforeRun()).isTrue();
    }
  }

  @Test
  void whatIsOnlyOutsideIsNotClaimed() throws Exception {
    try (PythonImplementation python = PythonImplementation.open(with(BY_ASYNCIO_RUN));
        Session session = python.open(false)) {
      Asyncio asyncio = session.asyncio();
      EventLoop loop = asyncio.newEventLoop();
      assertThatThrownBy(loop::close).isInstanceOf(NotClaimedError.class);
      assertThatThrownBy(loop::isRunning).isInstanceOf(NotClaimedError.class);
      assertThatThrownBy(asyncio::newEventLoop).isInstanceOf(NotClaimedError.class);
      assertThatThrownBy(asyncio::getRunningLoop).isInstanceOf(NotClaimedError.class);
      assertThatThrownBy(() -> asyncio.run(asyncio.coroutine(() -> null)))
          .isInstanceOf(NotClaimedError.class);
      assertThat(loop.<EventLoop>runUntilComplete(asyncio.coroutine(asyncio::getRunningLoop)))
          .isEqualTo(loop);
    }
  }

  /**
   * What brings the host down ends the run that was waited for, and the next test has a new one.
   */
  @Test
  void aHostThatEndsIsFollowedByAnother() throws Exception {
    try (PythonImplementation python = PythonImplementation.open(with(BY_ASYNCIO_RUN))) {
      try (Session session = python.open(false)) {
        EventLoop loop = session.asyncio().newEventLoop();
        loop.callSoon(() -> {
          throw new SystemExit();
        });
        assertThatThrownBy(loop::runForever).isInstanceOf(SystemExit.class);
        assertThatThrownBy(() -> loop.callSoon(() -> {})).isInstanceOf(NotClaimedError.class);
      }
      try (Session session = python.open(false)) {
        Asyncio asyncio = session.asyncio();
        EventLoop loop = asyncio.newEventLoop();
        assertThat(loop.<Integer>runUntilComplete(asyncio.coroutine(() -> 1))).isEqualTo(1);
      }
    }
  }

  @Test
  void aRunThatIsNoneIsOneSentence() throws Exception {
    refused(
        "def run(main): pass\n", "`run` of the adapter has returned, and `main` was not awaited");
    refused(
        "def run(main):\n    raise LookupError('no host')\n",
        "Running a loop with `run` of the adapter `host` raised LookupError: no host");
    refused(
        BY_ASYNCIO_RUN + "\ndef new_event_loop(): pass\n",
        "The adapter `host` has both `run` and `new_event_loop`");
    refused("x = 1\n", "The adapter `host` has neither `new_event_loop` nor `run`");
  }

  private void refused(String adapter, String sentence) throws Exception {
    PythonOptions options = with(adapter);
    assertThatThrownBy(() -> PythonImplementation.open(options))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(sentence);
  }
}
