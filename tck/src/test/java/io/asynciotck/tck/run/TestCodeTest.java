package io.asynciotck.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.results.Verdict;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What tests rest on, as their code says. */
final class TestCodeTest {

  @Test
  void callsInLambdasAndMethodReferencesAreSeen() {
    assertThat(groundsOf("loop.debug.slow-callback"))
        .contains("loop.debug.set", "loop.call-soon.once");
    assertThat(groundsOf("handle.cancel.prevents")).contains("handle.cancel.prevents");
  }

  @Test
  void aReferenceToAMethodThatAnInterfaceInheritsIsACallOfThatInterface() {
    assertThat(groundsOf("start-unix-server.limit.default"))
        .contains("unix-connection.data.both-ways");
  }

  @Test
  void whatClassesOfTestsInheritIsSeen() {
    assertThat(groundsOf("sleep.delay.returns"))
        .contains("loop.run-until-complete.result", "sleep.delay.returns");
  }

  @Test
  void debugModeThatIsSwitchedOffIsNoGround() {
    assertThat(groundsOf("run.debug.off")).doesNotContain("loop.debug.set");
  }

  @Test
  void onlyAStopOutsideOfCallbacksIsOneBeforeTheRun() {
    assertThat(groundsOf("loop.stop.polls-once")).contains("loop.stop.before-run");
    assertThat(groundsOf("loop.stop.returns")).doesNotContain("loop.stop.before-run");
  }

  @Test
  void theDebugModeOfARunIsThatOfItsLoop() {
    assertThat(groundsOf("run.debug.on")).contains("loop.debug.set");
  }

  @Test
  void whatAsksForTheRunningLoopRestsOnIt() {
    assertThat(groundsOf("sleep.delay.returns")).contains("loop.get-running.in-callback");
    assertThat(groundsOf("loop.call-soon.fifo")).doesNotContain("loop.get-running.in-callback");
  }

  @Test
  void aServerThatIsGivenItsSocketRestsOnThat() {
    assertThat(groundsOf("server.sock.used")).contains("server.sock.used");
    assertThat(groundsOf("server.address.several-hosts")).doesNotContain("server.sock.used");
  }

  @Test
  void whoHangsMayWaitForMore() {
    String name = "connection.local-addr.name";
    String wakes = "loop.call-soon-threadsafe.wakes";
    assertThat(groundsOf(name)).doesNotContain(wakes);
    assertThat(TestRun.find(Set.of(name)))
        .allSatisfy(test -> {
          assertThat(test.grounds(Verdict.HANG)).contains(wakes).containsAll(test.grounds());
          assertThat(test.grounds(Verdict.FAIL)).isEqualTo(test.grounds());
        });
  }

  private static Set<String> groundsOf(String rule) {
    return TestRun.find(Set.of(rule)).stream()
        .flatMap(test -> test.grounds().stream())
        .collect(Collectors.toSet());
  }
}
