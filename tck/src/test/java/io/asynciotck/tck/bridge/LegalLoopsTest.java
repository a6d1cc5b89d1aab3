package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.spec.Level;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Loops that do what the documentation allows, and none of it as CPython's own does, break no MUST
 * rule. Each is checked against the rules that are near to what it does; {@code -Dlegal.whole=true}
 * holds each against all of them.
 */
final class LegalLoopsTest {
  private static final boolean WHOLE = Boolean.getBoolean("legal.whole");

  /** Known failures of the interpreter, whatever loop runs in it. */
  private static final Set<String> KNOWN =
      Set.of(
          "loop.run-forever.refused-nested",
          "loop.run-forever.refused-second",
          "stream-writer.wait-closed.cancelled-again",
          "stream-writer.wait-closed.cancelled-others",
          "transport.eof-received.once-paused",
          "wait-for.race.cancel-kept");

  /** What the rules are called that are near to a loop. */
  private static final Map<String, String> NEAR =
      Map.ofEntries(
          Map.entry("LateStart", "(create-task|task|sleep|gather|wait|coroutine|loop.debug)\\..*"),
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
          Map.entry("Piecemeal", "(loop.(sock-recv|add-|stop)|transport.data|stream-reader).*"),
          Map.entry("TellsWhoIsGone", "(transport|write-pipe)\\.(reader|write|conn).*"),
          Map.entry("LateEnds", "(connection|server|transport.(?!class)|start-server).*"),
          Map.entry(
              "OwnTypes", "(loop.(time|call-at|getaddr|sock-(?!send))|connection.addr|timeout).*"),
          Map.entry("MarksOfItsOwn", "(transport.(?!class)|stream-writer.drain|buffered).*"),
          Map.entry("OneThread", "(loop.(run-in-exec|shutdown-def|get.*info)|to-thread).*"),
          Map.entry("PlainNumbers", "(loop.getaddrinfo|connection.family)\\..*"),
          Map.entry(
              "SingleBytes", "(stream-reader.read|open-connection.pair|start-server.streams).*"),
          Map.entry("AsOfC", "(handle|loop.(call-soon|time|new|exception-handler))\\..*"),
          Map.entry("LaterWrites", "(transport.(write|close|abort|pause-w)|stream-writer).*"),
          Map.entry("WholeSeconds", "loop.call-later.not-(starved|early)"),
          Map.entry("CachedTime", "loop.(time|call-later|call-at|debug|run-once)\\..*"),
          Map.entry("LateReports", "(future.exception|loop.(exception|default|call-exc).*)\\..*"),
          Map.entry("TellsLater", "(loop.(add-|remove-|poll|sock-acc)|transport.data).*"),
          Map.entry("ReadsAhead", "(transport.(data|eof|pause-r|resume-r)|buffered).*"),
          Map.entry("WaitsInThreads", "loop.(sock-(rec|acc|senda)|call-soon-thr).*"),
          Map.entry("CoarseClock", "(loop.(time|call-later|call-at)|timer-h|timeout).*"),
          Map.entry("FarClock", "(loop.(time|call-later|call-at)|timer-h|sleep).*"));

  @TestFactory
  Stream<DynamicTest> breaksNoRuleThatIsAMust() {
    return NEAR.keySet().stream().sorted().map(loop -> dynamicTest(loop, () -> check(loop)));
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

  private static PythonImplementation open(String loop) {
    return PythonImplementation.open(
        PythonOptions.of(BridgeTest.PYTHON)
            .withLoop("src.test.resources.io.asynciotck.tck.loops.legal:" + loop));
  }

  private static void check(String loop) {
    try (PythonImplementation python = open(loop)) {
      Set<String> failed = new TreeSet<>();
      TestRun.runExamples(
          Target.of(python).withTimeout(Duration.ofSeconds(20)),
          rules(loop),
          result -> {
            if (result.verdict().isFailure()) {
              failed.addAll(result.rules());
            }
          });
      failed.retainAll(rules(loop));
      failed.removeAll(KNOWN);
      assertThat(failed).isEmpty();
    }
  }

  private static Set<String> rules(String loop) {
    return RuleBook.standard().rules().stream()
        .filter(rule -> rule.level() == Level.MUST)
        .map(RuleText::id)
        .filter(rule -> WHOLE || rule.matches(NEAR.getOrDefault(loop, "")))
        .collect(Collectors.toSet());
  }
}
