package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.spec.Profile;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.results.Verdict;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Loops in Python with one fault each, which the kit once took for right, break their rules. */
public final class WrongLoopsTest {

  /** The rules that loops break, by the names of the loops. */
  private static final Map<String, String> BREAKS =
      Map.ofEntries(
          Map.entry("ReversesTheRest", "loop.call-soon.fifo"),
          Map.entry("HeapIsNoHeap", "loop.call-at.deadline-order"),
          Map.entry("LosesOneTimer", "timer-handle.cancel.others-stay"),
          Map.entry("ClockTrembles", "loop.time.monotonic"),
          Map.entry("ClockTremblesWithoutSelector", "loop.time.monotonic"),
          Map.entry("ClockStandsStill", "loop.time.advances"),
          Map.entry("TimeOfDay", "loop.time.monotonic"),
          Map.entry("EarlyByItsWord", "loop.call-later.not-early"),
          Map.entry("IntegersAreMilliseconds", "loop.call-later.not-early"),
          Map.entry("TimesHaveFractions", "loop.call-at.runs"),
          Map.entry("DeafWhileBusy", "loop.poll.not-starved-by-callbacks"),
          Map.entry("HearsNoHangUp", "loop.add-reader.hang-up"),
          Map.entry("ForgetsThePosition", "loop.sock-sendfile.error-position"),
          Map.entry("DropsAtTheSecondEnd", "write-pipe.write-eof.after-data"),
          Map.entry("EndsWithNoBytes", "write-pipe.write.sends"),
          Map.entry("TakesNoNamedPipes", "pipe.kinds.named"),
          Map.entry("TakesNoTerminals", "pipe.kinds.terminal"),
          Map.entry("LooksNamesUpInItsThread", "loop.getaddrinfo.not-blocking"),
          Map.entry("NoUnixDatagrams", "datagram-endpoint.family.unix"),
          Map.entry("SendsAtOnceOrNever", "loop.sock-sendto.sends"),
          Map.entry("ClaimsToHaveSent", "loop.sock-sendto.cancelled-raised"),
          Map.entry("ForgetsWhy", "loop.sock-sendto.cancelled-message"),
          Map.entry("KeepsWhoSends", "loop.sock-sendto.cancelled-lets-go"),
          Map.entry("WatchesOn", "loop.sock-recv.reused"),
          Map.entry("WatchesOnForDatagrams", "loop.sock-recvfrom.reused"),
          Map.entry("WatchesOnForBuffers", "loop.sock-recvfrom-into.reused"),
          Map.entry("WatchesOnForRoom", "loop.sock-sendto.reused"),
          Map.entry("WatchesOnForRoomInVain", "loop.sock-sendto.reused"),
          Map.entry("LosesRefusedDatagrams", "datagram.sendto.buffered"),
          Map.entry("ForgetsBehindErrors", "datagram.error-received.stays-open"),
          Map.entry("ClosesBeforeWhatHasWaited", "datagram.close.flushes"),
          Map.entry("DeafAfterARefusal", "datagram.error-received.stays-open"),
          Map.entry("ForgetsWhoFindsNothing", "loop.add-reader.each-iteration"),
          Map.entry("LatestFirst", "transport.write.order"),
          Map.entry("SendsToTheLastAddress", "datagram.sendto.buffered"),
          Map.entry("ServesAtFilesOnly", "unix-server.path.abstract"),
          Map.entry("ConnectsToFilesOnly", "unix-connection.path.abstract"),
          Map.entry("KeepsItsInterruptHandler", "runner.run.interrupt-handler"),
          Map.entry("InterruptsWhereItIs", "runner.interrupt.cancels"),
          Map.entry("InterruptsTheFirstIteration", "runner.interrupt.at-once"),
          Map.entry("SleepsOn", "runner.interrupt.wakes"),
          Map.entry("CancelsTheCleanUp", "runner.interrupt.clean-up"),
          Map.entry("SwallowsInterrupts", "runner.interrupt.raises"),
          Map.entry("CancelsEachTime", "runner.interrupt.second"),
          Map.entry("CountsOverRuns", "runner.interrupt.next-run"),
          Map.entry("KeepsItsHooks", "loop.asyncgen.hooks"),
          Map.entry("NeverFallsBack", "loop.sendfile.fallback-true"),
          Map.entry("CutsByTheFallback", "loop.sendfile.fallback-all"),
          Map.entry("SendsFilesAtOnceOrNever", "loop.sock-sendfile.waits"),
          Map.entry("NeverFallsBackWithSockets", "loop.sock-sendfile.fallback-true"),
          Map.entry("StaysInItsProcess", "loop.run-in-executor.process-pool"),
          Map.entry("TellsAnotherSocket", "server.report.socket"),
          Map.entry("GivesServersUp", "server.accepts.after-shortage"),
          Map.entry("SendsAfterAbort", "datagram.abort.drops"),
          Map.entry("AbortsWithAnError", "datagram.connection-lost.abort"),
          Map.entry("NeverPauses", "datagram.pause-writing.called"),
          Map.entry("ClosesPipesTwice", "pipe.close.once"),
          Map.entry("ClosesConnectionsTwice", "transport.close.once"),
          Map.entry("ClosesEndpointsTwice", "datagram.close.once"),
          Map.entry("ClosesServersTwice", "server.close.once"),
          Map.entry("CountsWhatWasSent", "datagram.resume-writing.called"),
          Map.entry("StaysForTrueOnly", "transport.eof-received.true-stays"),
          Map.entry("ClosesForNoneOnly", "transport.eof-received.false-closes"),
          Map.entry("TellsTwiceBehindResume", "datagram.connection-lost.in-resume"),
          Map.entry("TellsTheEndInCircles", "transport.connection-lost.once-at-end"));

  /** The rules that one of these loops breaks. */
  public static Set<String> rules() {
    return Set.copyOf(BREAKS.values());
  }

  @TestFactory
  Stream<DynamicTest> breaksItsRule() {
    return BREAKS.keySet().stream().sorted().map(loop -> dynamicTest(loop, () -> check(loop)));
  }

  @Test
  void whatALoopDoesWhenItIsIdleIsSeen() {
    Set<String> others =
        Set.of(
            "transport.eof-received.called",
            "server.accepts.each",
            "datagram.received.whole",
            "open-connection.pair.streams");
    assertThat(failed("DeafWhileBusy", others)).isEmpty();
  }

  /**
   * Python ends calls that are nested without end; kit and agent understand each other after it.
   */
  @Test
  void whatGoesInCirclesIsNoCrash() {
    Set<String> once = Set.of("transport.connection-lost.once-at-end");
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    assertThat(failed("TellsTheEndInCircles", once, verdicts)).isEqualTo(once);
    assertThat(verdicts).containsExactly(Verdict.FAIL);
  }

  private static void check(String loop) {
    Set<String> rules = Set.of(BREAKS.getOrDefault(loop, ""));
    assertThat(failed(loop, rules)).isEqualTo(rules);
  }

  private static Set<String> failed(String loop, Set<String> rules) {
    return failed(loop, rules, EnumSet.noneOf(Verdict.class));
  }

  /** The rules that fail; with what verdicts their tests do is added to a set. */
  private static Set<String> failed(String loop, Set<String> rules, Set<Verdict> verdicts) {
    PythonOptions options =
        PythonOptions.of(PYTHON)
            .withLoop("src.test.resources.io.asynciotck.tck.loops.wrong:" + loop);
    try (PythonImplementation python = PythonImplementation.open(options)) {
      Set<String> failed = new TreeSet<>();
      TestRun.runExamples(
          Target.of(python).withProfile(Profile.newest()).withTimeout(Duration.ofSeconds(20)),
          rules,
          Set.of(
              Ground.NO_REPORTS.rule()), // or the rule would be accused of what goes wrong besides
          result -> {
            if (result.verdict().isFailure()) {
              failed.addAll(result.rules());
              verdicts.add(result.verdict());
            }
          });
      return failed;
    }
  }
}
