package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.tck.AsyncioTckSuite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The three ways in which a stranger's loop comes under the tests. */
final class PlugInTest {
  private static final String CORE_PROVIDER = "io.asynciotck.tck.stranger.CoreProvider";
  private static final String STRANGERS_SUITE = "io.asynciotck.tck.stranger.TinyLoopTck";

  @Test
  void theServiceLoaderFindsTheProvider() {
    assertThat(ServiceLoader.load(AsyncioProvider.class))
        .extracting(AsyncioProvider::name)
        .containsExactlyInAnyOrder("reference", "tiny");
  }

  @Test
  void theCommandLineRunsTheLoopByItsName() {
    Cli cli = Cli.run("run", "--impl", "tiny", "--class", "core");
    assertThat(cli.out()).contains("CONFORMANT: tiny 1.0, profile py3.14");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void theSuiteRunsWhatTheLoopClaimsAndSkipsTheRest() throws ReflectiveOperationException {
    TestExecutionSummary summary = summaryOf(Class.forName(STRANGERS_SUITE));
    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(100);
    assertThat(summary.getTestsAbortedCount()).isGreaterThan(100);
  }

  @Test
  void theSuiteFailsForALoopThatBreaksARule() {
    assertThat(summaryOf(NeverClosedTck.class).getFailures())
        .anySatisfy(failure ->
            assertThat(failure.getException())
                .hasMessageContaining("loop.close.closed: ")
                .hasMessageContaining("expected trace:"));
  }

  @Test
  void whatALoopHasNotIsNamedAndBlamedOnce(@TempDir Path folder) throws IOException {
    Cli cli =
        Cli.run(
            "run",
            "--impl",
            "first-evening",
            "--timeout",
            "5",
            "--classpath",
            Providers.registered(folder, CORE_PROVIDER),
            "--rule",
            "loop.call-soon.fifo",
            "--rule",
            "loop.run-until-complete.*",
            "--rule",
            "loop.call-soon-threadsafe.*");
    assertThat(cli.out())
        .contains("NOT IMPLEMENTED:", "  create_future (", "  call_soon_threadsafe (", "2 faults")
        .doesNotContain("FAIL loop.call-soon.fifo");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  /** Chooses a loop that is not registered anywhere. */
  static final class NeverClosedTck extends AsyncioTckSuite {
    NeverClosedTck() {
      super(new Providers.NeverClosed());
    }
  }

  private static TestExecutionSummary summaryOf(Class<?> suite) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .filters(includeEngines("junit-jupiter"))
                .build(),
            listener);
    return listener.getSummary();
  }
}
