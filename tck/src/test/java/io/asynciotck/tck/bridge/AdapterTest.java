package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopTime;
import io.asynciotck.tck.harness.Conditions;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Session;
import io.asynciotck.tck.harness.VirtualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The author of a loop says in Python what the kit has to know of it. */
@Timeout(120)
final class AdapterTest {
  private static final String FROZEN = "src.test.resources.bridge.frozen_adapter";

  private static PythonOptions with(String adapter) {
    return PythonOptions.of(PYTHON).withAdapter(adapter);
  }

  @Test
  void timePassesByTheLoopsOwnClock() {
    try (PythonImplementation python = PythonImplementation.open(with(FROZEN));
        Session session = python.open(false)) {
      assertThat(python.description().loop()).endsWith("Frozen");
      assertThat(python.whyTimeStandsStill()).isEmpty();
      assertThat(python.clockResolution()).isEqualTo(Duration.ofNanos(1000));
      VirtualClock clock = session.clock().orElseThrow();
      EventLoop loop = session.asyncio().newEventLoop();
      LoopTime start = clock.time();
      loop.callSoon(() -> clock.advance(Duration.ofSeconds(2)));
      loop.callLater(Duration.ofHours(1), loop::stop);
      loop.runForever();
      assertThat(clock.time().since(start)).isEqualTo(Duration.ofHours(1));
      assertThat(loop.time()).isEqualTo(clock.time());
      assertThatThrownBy(() -> clock.setResolution(Duration.ofSeconds(1)))
          .isInstanceOf(NotClaimedError.class);
    }
  }

  @Test
  void whatTheLoopIsNotMeantToDoIsKnown() {
    try (PythonImplementation python = PythonImplementation.open(with(FROZEN))) {
      assertThat(python.gaps()).containsOnlyKeys("threads", "idle");
      assertThat(python.gaps().get("threads"))
          .hasToString("only in its own thread (https://example.org/threads)");
      assertThat(python.gaps().get("idle")).hasToString("never waits");
      assertThat(python.description().issues()).contains("https://example.org/issues");
    }
  }

  @Test
  void aClockThatBreaksItsPromiseIsRefused() {
    assertThatThrownBy(
            () -> PythonImplementation.open(with("src.test.resources.bridge.slow_adapter")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("`advance(0.5)` moved the time of the loop by 0.250 s");
  }

  @Test
  void anAdapterIsFoundInAFolderOfTheUsers(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("mine.py"),
        """
        import asyncio, json, os
        told = []
        def setup(): told.append('setup')
        def begin(test): told.append([test.id, test.rules, test.threads])
        def end(test):
            told.append('end of ' + test.id)
            with open(os.path.join(os.path.dirname(__file__), 'told'), 'w') as file:
                json.dump(told, file)
        def new_event_loop(): return asyncio.new_event_loop()
        """);
    PythonOptions options = with("mine").withPaths(List.of(folder));
    try (PythonImplementation python = PythonImplementation.open(options)) {
      assertThat(python.name()).isEqualTo("asyncio by mine");
      python.open(new Conditions("ATck.test", List.of("a.rule"), true, false, Map.of())).close();
      assertThat(folder.resolve("told"))
          .content()
          .startsWith("[\"setup\", ")
          .endsWith("[\"ATck.test\", [\"a.rule\"], true], \"end of ATck.test\"]");
    }
  }

  @Test
  void whatIsNoAdapterIsOneSentence(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("empty.py"), "");
    Files.writeString(folder.resolve("wordy.py"), "new_event_loop = 1\n");
    PythonOptions empty = with("empty").withPaths(List.of(folder));
    PythonOptions wordy = with("wordy").withPaths(List.of(folder));
    assertThatThrownBy(() -> PythonImplementation.open(empty))
        .hasMessage("The adapter `empty` has neither `new_event_loop` nor `run`");
    assertThatThrownBy(() -> PythonImplementation.open(wordy))
        .hasMessage("`new_event_loop` of the adapter `wordy` is not a function");
    assertThatThrownBy(() -> PythonImplementation.open(with("trio-asyncio")))
        .hasMessageEndingWith(". The kit comes with the adapter `for_trio_asyncio`");
    assertThatThrownBy(() -> PythonImplementation.open(with("no_such_adapter")))
        .hasMessageContaining("Importing the adapter `no_such_adapter` raised ModuleNotFoundError")
        .hasMessageContaining("(in /");
  }

  @Test
  void theAdaptersThatAreShippedCanBeRead() throws Exception {
    assertThat(Adapters.shipped()).isNotEmpty();
    for (String name : Adapters.shipped()) {
      assertThat(Adapters.source(name)).isPresent().get().asString().contains("def new_event_loop");
    }
    assertThat(Adapters.source("for_nobody")).isEmpty();
  }

  @Test
  void aShippedAdapterIsUsedByItsName() {
    assertThatThrownBy(() -> PythonImplementation.open(with("for_looptime")))
        .hasMessageContaining("`for_looptime` raised ModuleNotFoundError: No module named");
  }
}
