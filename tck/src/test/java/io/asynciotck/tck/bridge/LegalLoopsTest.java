package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.run.TestRun;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Loops that are legal outside of input and output. */
final class LegalLoopsTest extends LegalLoops {
  private static final Map<String, String> NEAR =
      Map.ofEntries(
          Map.entry(
              "LateStart",
              "((create-task|task|sleep|wait|coroutine|loop.debug)\\.|gather.(?!cancel.oth)).*"),
          Map.entry("OwnErrors", "(loop.run-forever|loop.run-until-complete|loop.close|run)\\..*"),
          Map.entry("TwoLines", "loop.(exception-handler|default-handler|call-exception.*)\\..*"),
          Map.entry("StrictlySlower", "loop.debug\\..*"),
          Map.entry("PlainHandles", "(handle|timer-handle|loop.call-(soon|later|at))\\..*"),
          Map.entry("OwnFutures", "(future|gather|wait-for|task|isfuture|ensure-future)\\..*"),
          Map.entry("OtherTimerOrder", "(timer-handle|loop.call-later|loop.call-at|sleep)\\..*"),
          Map.entry("LateForeign", "(loop.call-soon-threadsafe|run-coroutine.*|wrap.*)\\..*"),
          Map.entry("ExitEnds", "loop.(is-running|get-running|restart|stop)\\..*"),
          Map.entry("MainThreadOnly", "(run|loop.get-running|loop.get-current|loop.new)\\..*"),
          Map.entry("AlwaysSlow", "(handle|loop.call-soon|future.done-callback)\\..*"),
          Map.entry("OneThread", "(loop.(run-in-exec|shutdown-def|get.*info)|to-thread).*"),
          Map.entry("AsOfC", "(handle|loop.(call-soon|time|new|exception-handler))\\..*"),
          Map.entry("WholeSeconds", "loop.call-later.not-(starved|early)"),
          Map.entry("CachedTime", "loop.(time|call-later|debug|run-once|call-at.(?!.*order)).*"),
          Map.entry("LateReports", "(future.exception|loop.(exception|default|call-exc).*)\\..*"),
          Map.entry("CoarseClock", "(loop.(time|call-later|call-at)|timer-h|timeout).*"),
          Map.entry("Leaping", "(wait-for|wait|timeout|sleep|loop.call-(later|at.(?!.*order))).*"),
          Map.entry("FarClock", "(loop.(time|call-later|call-at.(?!.*order))|timer-h|sleep).*"));

  LegalLoopsTest() {
    super(NEAR);
  }

  /** Programs that were made by chance end in whichever iteration. */
  @Test
  void whatIsReportedLateIsNotMissedInAProperty() {
    Set<String> rules = Set.of("loop.exception-handler.called");
    try (PythonImplementation python = open("LateReports")) {
      Set<String> failed = new TreeSet<>();
      TestRun.runProperties(
          Target.of(python),
          rules,
          result -> {
            if (result.verdict().isFailure()) {
              failed.add(result.test());
            }
          });
      assertThat(failed).isEmpty();
    }
  }
}
