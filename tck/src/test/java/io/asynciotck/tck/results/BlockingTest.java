package io.asynciotck.tck.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which failures are faults, and which follow from others. */
final class BlockingTest {
  private static final RuleBook BOOK = RuleBook.standard();
  private static final String FIFO = "loop.call-soon.fifo";
  private static final String DEBUG = "loop.debug.set";
  private static final String SLOW = "loop.debug.slow-callback";
  private static final String SLOW_OFF = "loop.debug.slow-off";
  private static final String STOP = "loop.stop.batch";
  private static final String CLOSE = "loop.close.closed";

  @Test
  void aFailureThatRestsOnAnotherIsBlockedByIt() {
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(FIFO, failed(FIFO)),
                rule(STOP, failed(STOP).on(List.of(FIFO))),
                rule(CLOSE, failed(CLOSE))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.BLOCKED, Verdict.FAIL);
    assertThat(judged.get(1).blockers()).containsExactly(FIFO);
  }

  @Test
  void testsOfOneRuleMayBeBlockedInDifferentWays() {
    RuleResult fifo = rule(FIFO, failed(FIFO));
    RuleResult close = rule(CLOSE, missing(CLOSE, "close"));
    TestResult onFifo = failed(STOP).on(List.of(FIFO));
    RuleResult both = rule(STOP, onFifo, missing(STOP, "close"));
    assertThat(Blocking.judge(List.of(fifo, close, both)).getLast().blockers())
        .containsExactly(FIFO, CLOSE);
    RuleResult another = rule(STOP, onFifo, missing(STOP, "close"), failed(STOP));
    assertThat(Blocking.judge(List.of(fifo, close, another))).contains(another);
  }

  @Test
  void whatIsBlockedAnotherWayNamesNoCommonCause() {
    RuleResult onFifo =
        rule(STOP, missing(STOP, "set_debug").on(List.of(FIFO)), raising(STOP, "KeyError", 1));
    List<RuleResult> judged =
        Blocking.judge(
            List.of(rule(FIFO, failed(FIFO)), onFifo, rule(DEBUG, missing(DEBUG, "set_debug"))));
    assertThat(judged).extracting(RuleResult::verdict).containsOnly(Verdict.FAIL);
  }

  @Test
  void whatHoldsBlocksNothing() {
    RuleResult stop = rule(STOP, failed(STOP).on(List.of(FIFO)));
    assertThat(Blocking.judge(List.of(rule(FIFO, passed(FIFO)), stop))).contains(stop);
    assertThat(Blocking.judge(List.of(stop))).containsExactly(stop);
  }

  @Test
  void aPassIsBlockedOnlyWhereItShowsNothingWithoutItsGround() {
    RuleResult stop = rule(STOP, passed(STOP).on(List.of(FIFO)));
    RuleResult slow = rule(SLOW, passed(SLOW).on(List.of(DEBUG)));
    List<RuleResult> judged =
        Blocking.judge(List.of(rule(FIFO, failed(FIFO)), stop, rule(DEBUG, failed(DEBUG)), slow));
    assertThat(judged).contains(stop).doesNotContain(slow);
    assertThat(judged.get(3).verdict()).isEqualTo(Verdict.BLOCKED);
    assertThat(judged.get(3).blockers()).containsExactly(DEBUG);
  }

  @Test
  void aTestThatRestsOnNothingBrokenDecides() {
    TestResult blocked = failed(STOP).on(List.of(FIFO));
    assertThat(judgedBeside(FIFO, rule(STOP, blocked, failed(STOP))).verdict())
        .isEqualTo(Verdict.FAIL);
    assertThat(judgedBeside(DEBUG, rule(SLOW, passed(SLOW).on(List.of(DEBUG)), passed(SLOW))))
        .extracting(RuleResult::verdict)
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void aProgramMadeByChanceAccusesNothingWhereATestSaysWhatIsWrong() {
    TestResult chance = failed(FIFO).among(List.of(STOP));
    List<RuleResult> judged =
        Blocking.judge(
            List.of(rule(FIFO, chance, passed(FIFO)), rule(STOP, failed(STOP).on(List.of(FIFO)))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.FAIL);
    assertThat(judged.getFirst().blockers()).containsExactly(STOP);
  }

  @Test
  void aProgramMadeByChanceAccusesARuleWhereAllElseHoldsAndBlocksNothing() {
    TestResult chance = failed(FIFO).among(List.of(STOP));
    RuleResult fifo = rule(FIFO, chance, passed(FIFO));
    RuleResult close = rule(CLOSE, failed(CLOSE).on(List.of(FIFO)));
    assertThat(Blocking.judge(List.of(fifo, rule(STOP, passed(STOP)), close)))
        .contains(fifo, close);
  }

  @Test
  void whatATestOfItsOwnSaysStandsBesideAProgramMadeByChance() {
    RuleResult fifo = rule(FIFO, failed(FIFO).among(List.of(STOP)), failed(FIFO));
    assertThat(Blocking.judge(List.of(fifo, rule(STOP, failed(STOP))))).contains(fifo);
  }

  @Test
  void aProgramMadeByChanceDoesNotKeepARuleThatIsBlocked() {
    RuleResult stop = rule(STOP, failed(STOP).among(List.of(FIFO)), failed(STOP).on(List.of(FIFO)));
    assertThat(judgedBeside(FIFO, stop).verdict()).isEqualTo(Verdict.BLOCKED);
  }

  private static RuleResult judgedBeside(String broken, RuleResult rule) {
    return Blocking.judge(List.of(rule(broken, failed(broken)), rule)).getLast();
  }

  @Test
  void aGroundIsBlockedOnlyByThoseBeforeItAndHandsOnWhatBlocksIt() {
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(DEBUG, failed(DEBUG).on(List.of(FIFO))),
                rule(SLOW, failed(SLOW).on(List.of(DEBUG))),
                rule(FIFO, failed(FIFO).on(List.of(DEBUG, FIFO)))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.BLOCKED, Verdict.FAIL);
    assertThat(judged.get(1).blockers()).containsExactly(FIFO);
  }

  @Test
  void aMemberThatIsNotThereAccusesOneRule() {
    TestResult first = missing(CLOSE, "set_debug");
    TestResult second = missing(STOP, "set_debug");
    List<RuleResult> judged = Blocking.judge(List.of(rule(CLOSE, first), rule(STOP, second)));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.BLOCKED);
    assertThat(judged.get(1).blockers()).containsExactly(CLOSE);
  }

  @Test
  void aKeywordIsMissingWithItsMember() {
    RuleResult keyword = rule(CLOSE, missing(CLOSE, "create_task(name)"));
    RuleResult member = rule(STOP, missing(STOP, "create_task"));
    RuleResult other = rule(FIFO, missing(FIFO, "call_soon(context)"));
    List<RuleResult> judged = Blocking.judge(List.of(keyword, member, other));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.BLOCKED, Verdict.FAIL);
  }

  @Test
  void theRuleThatIsNamedAfterTheMemberIsAccused() {
    String named = "loop.is-closed.open";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(CLOSE, missing(CLOSE, "is_closed")),
                rule(named, missing(named, "is_closed"))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.FAIL);
  }

  @Test
  void theRuleThatIsNamedAfterTheMemberIsAccusedOfAnArgument() {
    String named = "loop.is-closed.open";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(CLOSE, missing(CLOSE, "is_closed(by position)")),
                rule(named, missing(named, "is_closed(by position)"))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.FAIL);
  }

  @Test
  void whoHangsInALaterRunIsBlockedByThatLoopsDoNotRunAgain() {
    String again = "loop.restart.after-run-until-complete";
    String once = "loop.call-soon.once";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(once, hungAgain(once)),
                rule(again, hungAgain(again).on(List.of(once))),
                rule(STOP, hungAgain(STOP).on(List.of(once))),
                rule(CLOSE, hangs(CLOSE, ""))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.HANG, Verdict.BLOCKED, Verdict.HANG);
    assertThat(judged.get(2).blockers()).containsExactly(again);
  }

  @Test
  void aLaterRunThatHangsIsAFaultOfItsOwnWhereLoopsRunAgain() {
    String again = "loop.restart.after-run-until-complete";
    RuleResult stop = rule(STOP, hungAgain(STOP));
    assertThat(Blocking.judge(List.of(rule(again, passed(again)), stop))).contains(stop);
    assertThat(Blocking.judge(List.of(rule(again, failed(again)), stop))).contains(stop);
    assertThat(Blocking.judge(List.of(rule(again, hangs(again, "")), stop))).contains(stop);
  }

  @Test
  void whatIsRaisedInOnePlaceAccusesOneRule() {
    String other = FIFO;
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(SLOW_OFF, raising(SLOW_OFF, "TypeError: 3 of 4", 10)),
                rule(CLOSE, raising(CLOSE, "TypeError: 5 of 6", 10)),
                rule(STOP, raising(STOP, "TypeError: 7 of 8", 10)),
                rule(SLOW, raising(SLOW, "TypeError: 7 of 8", 20)),
                rule(other, raising(other, "ValueError: 7 of 8", 10))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(
            Verdict.BLOCKED, Verdict.FAIL, Verdict.BLOCKED, Verdict.FAIL, Verdict.FAIL);
    assertThat(judged.get(2).blockers()).containsExactly(CLOSE);
  }

  @Test
  void whatATraceTellsOfOnePlaceAccusesOneRule() {
    List<RuleResult> judged =
        Blocking.judge(List.of(rule(CLOSE, traced(CLOSE)), rule(STOP, traced(STOP))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.BLOCKED);
  }

  @Test
  void whatIsRaisedInOnePlaceIsOneFaultHoweverTheTestHearsOfIt() {
    String raised = "the test raised: RuntimeError: no\n";
    String ran = "  File \"loop.py\", line 9, in run_until_complete\n";
    String inner = "  File \"inner.py\", line 3, in inner";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(CLOSE, failed(CLOSE, raised + inner)),
                rule(STOP, failed(STOP, raised + ran + inner)),
                rule(FIFO, traced(FIFO))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.BLOCKED, Verdict.BLOCKED);
  }

  @Test
  void whatEndsTheProcessInOnePlaceAccusesOneRule() {
    String panic = "thread 'a' (%d) panicked at src/loop.rs:%d:17:\nunreachable";
    String stack =
        """
        Fatal Python error: Segmentation fault

        Current thread 0x%d (most recent call first):
          File "inner.py", line %d in inner
          File "/kit/agent.py", line 1 in do_call\
        """;
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(CLOSE, crashed(CLOSE, "SIGABRT", panic.formatted(1, 7))),
                rule(STOP, crashed(STOP, "SIGABRT", panic.formatted(2, 7))),
                rule(FIFO, crashed(FIFO, "SIGABRT", panic.formatted(3, 8))),
                rule(SLOW_OFF, crashed(SLOW_OFF, "SIGSEGV", stack.formatted(1, 7))),
                rule(DEBUG, crashed(DEBUG, "SIGSEGV", stack.formatted(2, 7)))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(
            Verdict.CRASH, Verdict.BLOCKED, Verdict.CRASH, Verdict.BLOCKED, Verdict.CRASH);
  }

  @Test
  void whatIsReportedFromOnePlaceAccusesOneRule() {
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(CLOSE, reporting(CLOSE, "OSError: [Errno 9]")),
                rule(STOP, reporting(STOP, "OSError: [Errno 9]")),
                rule(FIFO, reporting(FIFO, "KeyError"))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.BLOCKED, Verdict.FAIL);
  }

  @Test
  void whatTestsRaiseThemselvesHasNoPlace() {
    RuleResult close = rule(CLOSE, failed(CLOSE, "the test raised: java.lang.AssertionError: no"));
    RuleResult stop = rule(STOP, failed(STOP, "the test raised: java.lang.AssertionError: no"));
    assertThat(Blocking.judge(List.of(close, stop))).containsExactly(close, stop);
  }

  @Test
  void programsMadeByChanceThatCrashAsATestDoesAreItsFault() {
    RuleResult byChance = rule(FIFO, crashed(FIFO, "SIGSEGV").among(List.of(STOP)));
    RuleResult another = rule(SLOW_OFF, crashed(SLOW_OFF, "SIGABRT").among(List.of(STOP)));
    RuleResult fixed = rule(CLOSE, crashed(CLOSE, "SIGSEGV"));
    RuleResult alsoFixed = rule(DEBUG, crashed(DEBUG, "SIGSEGV"));
    List<RuleResult> judged = Blocking.judge(List.of(byChance, another, fixed, alsoFixed));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.CRASH, Verdict.CRASH, Verdict.CRASH);
    assertThat(judged.getFirst().blockers()).containsExactly(CLOSE);
  }

  @Test
  void programsMadeByChanceThatCrashAreOneFault() {
    RuleResult first = rule(FIFO, crashed(FIFO, "SIGSEGV").among(List.of(STOP)));
    RuleResult second = rule(SLOW, crashed(SLOW, "SIGSEGV").among(List.of(STOP)));
    assertThat(Blocking.judge(List.of(first, second)))
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.CRASH, Verdict.BLOCKED);
  }

  @Test
  void whatIsKnownBlocksAsWell() {
    RuleResult known = rule(DEBUG, failed(DEBUG)).judged(Verdict.KNOWN, "listed");
    List<RuleResult> judged =
        Blocking.judge(List.of(known, rule(SLOW, failed(SLOW).on(List.of(DEBUG)))));
    assertThat(judged.getFirst()).isEqualTo(known);
    assertThat(judged.getLast().verdict()).isEqualTo(Verdict.BLOCKED);
  }

  @Test
  void everyGroundIsARuleThatCountsOrMayEndTheProcess() {
    assertThat(Ground.values())
        .filteredOn(ground -> ground != Ground.SYSTEM_EXIT)
        .allSatisfy(ground -> assertThat(BOOK.get(ground.rule()).decides()).isTrue());
    assertThat(BOOK.get(SLOW_OFF).decides()).isFalse();
  }

  @Test
  void whatAStreamHandsOnIsAFaultOfWhatTakesIt() {
    RuleResult inner = rule("unix-server.path.object", failed("unix-server.path.object"));
    RuleResult outer = rule("start-unix-server.path.object", failed("unix-server.path.object"));
    assertThat(Blocking.judge(List.of(outer, inner)).getFirst().blockers())
        .containsExactly("unix-server.path.object");
    assertThat(
            Blocking.judge(
                List.of(outer, rule("unix-server.path.object", passed("unix-server.path.object")))))
        .contains(outer);
  }

  @Test
  void whatIsOneThingToDoIsOneFault() {
    Kin.SAME.forEach((inner, all) -> {
      for (String outer : all) {
        List<RuleResult> both =
            Blocking.judge(List.of(rule(outer, failed(outer)), rule(inner, failed(inner))));
        assertThat(both.getFirst().blockers()).as(outer).containsExactly(inner);
        assertThat(both.getLast().verdict()).as(inner).isEqualTo(Verdict.FAIL);
        RuleResult alone = rule(outer, failed(outer));
        assertThat(Blocking.judge(List.of(alone, rule(inner, passed(inner))))).contains(alone);
      }
    });
  }

  @Test
  void whatTripsOverNothingIsTheFaultOfTheMemberThatGivesIt() {
    String made = "create-task.class.of-loop";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(
                    STOP,
                    failed(STOP, "the test raised: AttributeError: 'NoneType' object has no")),
                rule(made, givingNothing(made, "create_task")),
                rule(CLOSE, givingNothing(CLOSE, "ensure_future")),
                rule(FIFO, failed(FIFO, "the test raised: AttributeError: 'int' object has no"))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.FAIL, Verdict.BLOCKED, Verdict.FAIL);
    assertThat(judged.getFirst().blockers()).containsExactly(made);
  }

  @Test
  void whoMissesAMemberTripsOverSomething() {
    RuleResult made =
        rule(
            "create-task.class.of-loop", givingNothing("create-task.class.of-loop", "create_task"));
    TestResult traced = compared(STOP, "raises AttributeError");
    assertThat(Blocking.judge(List.of(rule(STOP, traced), made)).getFirst().verdict())
        .isEqualTo(Verdict.BLOCKED);
    RuleResult member =
        rule(STOP, traced.withFailure(Objects.requireNonNull(traced.failure()).missing("when")));
    assertThat(Blocking.judge(List.of(member, made))).contains(member);
  }

  @Test
  void whereTimersHaveNoHandleThatIsOneFaultWhateverIsAskedOfIt() {
    String timers = "loop.call-later.handle-class";
    RuleResult any = rule(STOP, missing(STOP, "a Handle"));
    RuleResult ofTimers = rule(timers, missing(timers, "a TimerHandle"));
    assertThat(Blocking.judge(List.of(any, ofTimers)).getFirst().blockers())
        .containsExactly(timers);
    assertThat(Blocking.judge(List.of(any, rule(timers, failed(timers))))).contains(any);
  }

  private static TestResult givingNothing(String rule, String member) {
    String text =
        "the test raised: TypeError: %s gave None where a Task is promised".formatted(member);
    Failure failure = Failure.ofText(rule, text).missing("what " + member + " gives");
    return TestResult.failed("Tck.test", Verdict.FAIL, failure, Duration.ZERO);
  }

  @Test
  void whatHangsInASecondRunIsOneFault() {
    String again = "loop.restart.after-run-until-complete";
    String runner = "runner.run.result";
    TestResult hung = hung(runner, "Tck.test(Tck.java:9)").on(List.of(again));
    RuleResult restart = rule(again, hung(again, "Tck.test(Tck.java:9)"));
    assertThat(Blocking.judge(List.of(restart, rule(runner, hung))).getLast().blockers())
        .containsExactly(again);
    RuleResult wrong = rule(runner, failed(runner).on(List.of(again)));
    assertThat(Blocking.judge(List.of(restart, wrong))).contains(wrong);
  }

  @Test
  void whatATransportDoesForEitherKindOfProtocolIsOneFault() {
    String buffered = "buffered-protocol.eof-received.true-stays";
    String plain = "transport.eof-received.true-stays";
    assertThat(
            Blocking.judge(List.of(rule(buffered, failed(buffered)), rule(plain, failed(plain))))
                .getFirst()
                .blockers())
        .containsExactly(plain);
  }

  @Test
  void whoIsNotToldOfACancellationIsToldNoMessage() {
    String raised = "lock.cancel.raised";
    String message = "lock.cancel.message";
    RuleResult deaf = rule(raised, failed(raised));
    assertThat(
            Blocking.judge(List.of(deaf, rule(message, compared(message, "awaiting: got None"))))
                .getLast()
                .blockers())
        .containsExactly(raised);
    RuleResult another = rule(message, compared(message, "awaiting: told None"));
    assertThat(Blocking.judge(List.of(deaf, another))).contains(another);
  }

  @Test
  void whatRaisesWhoeverCallsItIsOneFaultOfTheRuleThatIsNamedAfterIt() {
    String write = "transport.write.order";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(CLOSE, raisedIn(CLOSE, "writelines", "write")),
                rule(write, raisedIn(write, "write")),
                rule(STOP, raisedIn(STOP, "send", "drain"))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.FAIL, Verdict.FAIL);
    assertThat(judged.getFirst().blockers()).containsExactly(write);
  }

  @Test
  void whoFailsForNothingElseIsAccusedOfWhatSeveralHaveInCommon() {
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(STOP, raising(STOP, "RuntimeError: no", 3), failed(STOP)),
                rule(CLOSE, raising(CLOSE, "RuntimeError: no", 3))));
    assertThat(judged).extracting(RuleResult::verdict).containsExactly(Verdict.FAIL, Verdict.FAIL);
  }

  @Test
  void whatHangsInWhatTestsShareIsOneFault() {
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(STOP, hung(STOP, "SharedRuleTest.with(SharedRuleTest.java:7)")),
                rule(CLOSE, hung(CLOSE, "SharedRuleTest.with(SharedRuleTest.java:7)")),
                rule(FIFO, hung(FIFO, "Tck.test(Tck.java:7)")),
                rule(DEBUG, hung(DEBUG, "Tck.test(Tck.java:7)"))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.HANG, Verdict.BLOCKED, Verdict.HANG, Verdict.HANG);
    assertThat(judged.get(1).blockers()).containsExactly(STOP);
  }

  private static TestResult hung(String rule, String line) {
    String text =
        """
        No end after 4 s. What the test was doing:
        Thread asyncio-tck-test RUNNABLE
            at io.asynciotck.tck.harness.RuleTest.run(RuleTest.java:120)
            at io.asynciotck.tck.rules.io.%s
            at io.asynciotck.tck.rules.io.Tck.test(Tck.java:9)\
        """
            .formatted(line);
    return TestResult.failed("Tck.test", Verdict.HANG, Failure.ofText(rule, text), Duration.ZERO);
  }

  @Test
  void whatAProgramMadeByChanceRaisesIsTheFaultOfTheTestThatRaisesTheSame() {
    String negative = "loop.call-later.negative";
    String text = "the test raised: AssertionError: -%s\n  File \"of.py\", line 7, in call_later";
    TestResult chance =
        failed(
            "loop.call-later.runs", "with program: call_later(-1, a)\n" + text.formatted("0.001"));
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule("loop.call-later.runs", chance.among(List.of(FIFO))),
                rule(negative, failed(negative, text.formatted("0.02")))));
    assertThat(judged.getFirst().blockers()).containsExactly(negative);
  }

  /** Compiled code raises in futures without a place: its own words are the cause. */
  @Test
  void whatIsRaisedWithoutAPlaceIsOneFaultByItsWords() {
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(STOP, failed(STOP, "the test raised: RuntimeError: no name 7")),
                rule(CLOSE, failed(CLOSE, "the test raised: RuntimeError: no name 8"))));
    assertThat(judged.getLast().blockers()).containsExactly(STOP);
  }

  @Test
  void wordsThatAnythingMayHaveAreNoFault() {
    for (String words :
        List.of(
            "OSError: [Errno 9] Bad file descriptor",
            "NotImplementedError",
            "java.lang.IllegalStateException: no",
            "ValueError: no\n  at io.asynciotck.Test.test(Test.java:7)")) {
      String text = "the test raised: " + words;
      assertThat(
              Blocking.judge(
                  List.of(rule(STOP, failed(STOP, text)), rule(CLOSE, failed(CLOSE, text)))))
          .extracting(RuleResult::verdict)
          .containsExactly(Verdict.FAIL, Verdict.FAIL);
    }
  }

  @Test
  void theMessageThatTasksLoseIsLostByAllThatWait() {
    String lock = "lock.cancel.message";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(Kin.MESSAGE_OF_TASKS, compared(Kin.MESSAGE_OF_TASKS, "awaiter: null")),
                rule(lock, compared(lock, "awaiting: told null"))));
    assertThat(judged.getLast().blockers()).containsExactly(Kin.MESSAGE_OF_TASKS);
    List<RuleResult> untold =
        Blocking.judge(
            List.of(
                rule(Kin.MESSAGE_OF_TASKS, compared(Kin.MESSAGE_OF_TASKS, "awaiter: null")),
                rule(lock, compared(lock, "awaiting: waits"))));
    assertThat(untold.getLast().verdict()).isEqualTo(Verdict.FAIL);
  }

  private static TestResult raisedIn(String rule, String... functions) {
    StringBuilder text = new StringBuilder("the test raised: RuntimeError: no");
    for (String function : functions) {
      text.append("\n  File \"of.py\", line %d, in %s".formatted(function.length(), function));
    }
    return failed(rule, text.toString());
  }

  private static TestResult compared(String rule, String observed) {
    return TestResult.failed(
        "Tck.test",
        Verdict.FAIL,
        Failure.ofComparison(rule, "trace", List.of("awaiting: told why"), observed),
        Duration.ZERO);
  }

  private static RuleResult rule(String id, TestResult... tests) {
    Verdict verdict =
        List.of(tests).stream().map(TestResult::verdict).reduce(Verdict::worse).orElseThrow();
    return new RuleResult(BOOK.get(id), verdict, "", List.of(tests));
  }

  private static TestResult passed(String rule) {
    return TestResult.passed("Tck.test", List.of(rule), Duration.ZERO);
  }

  @Test
  void aLoopThatCannotBeMadeAccusesTheRuleOfNewLoops() {
    String made = "loop.new.fresh";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(DEBUG, notMade(DEBUG)), rule(STOP, notMade(STOP)), rule(made, notMade(made))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.BLOCKED, Verdict.FAIL);
  }

  private static TestResult notMade(String rule) {
    return failed(
        rule,
        """
        the test raised: RuntimeError: there is one already
          File "events.py", line 840, in new_event_loop
          File "loop.py", line 15, in __init__\
        """);
  }

  @Test
  void nothingInPlaceOfAHandleAccusesTheRuleOfItsClass() {
    String handle = "loop.call-soon.handle-class";
    String cancel = "handle.cancel.twice";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(cancel, missing(cancel, "a Handle")),
                rule(handle, missing(handle, "a Handle"))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.FAIL);
  }

  private static TestResult failed(String rule) {
    return failed(rule, "no");
  }

  private static TestResult failed(String rule, String text) {
    return TestResult.failed("Tck.test", Verdict.FAIL, Failure.ofText(rule, text), Duration.ZERO);
  }

  private static TestResult crashed(String rule, String signal) {
    return crashed(rule, signal, "");
  }

  private static TestResult crashed(String rule, String signal, String said) {
    String text = "The agent was ended by %s (signal 11).\n%s".formatted(signal, said);
    return TestResult.failed("Tck.test", Verdict.CRASH, Failure.ofText(rule, text), Duration.ZERO);
  }

  private static TestResult raising(String rule, String what, int line) {
    return failed(
        rule,
        """
        the test raised: %s
          File "%s.py", line 1, in of_this_rule
          File "outer.py", line 2, in outer
          File "inner.py", line %d, in inner\
        """
            .formatted(what, rule, line));
  }

  private static TestResult traced(String rule) {
    Failure failure =
        Failure.ofComparison(rule, "trace", List.of(rule), "raises IllegalStateException")
            .after(Failure.LOOP_RAISED + "RuntimeError: no\n  File \"inner.py\", line 3, in inner");
    return TestResult.failed("Tck.test", Verdict.FAIL, failure, Duration.ZERO);
  }

  private static TestResult reporting(String rule, String what) {
    String report =
        """
        ERROR Exception in callback <%s>
        Traceback (most recent call last):
          File "inner.py", line 3, in inner
            work()
        %s\
        """
            .formatted(rule, what);
    return reports(rule, report);
  }

  private static TestResult reports(String rule, String report) {
    Failure failure = Failure.ofComparison(rule, "reports of the loop", List.of("none"), report);
    return TestResult.failed("Tck.test", Verdict.FAIL, failure, Duration.ZERO);
  }

  @Test
  void aFutureOfAnotherLoopFollowsFromALoopThatIsNotFound() {
    String running = "loop.get-running.in-callback";
    TestResult meets =
        failed(
            STOP,
            "the test raised: RuntimeError: Task <Task pending> got Future <Future pending>"
                + " attached to a different loop\n  File \"mine.py\", line 3, in work");
    assertThat(Blocking.judge(List.of(rule(running, failed(running)), rule(STOP, meets))))
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.BLOCKED);
    assertThat(Blocking.judge(List.of(rule(running, passed(running)), rule(STOP, meets))))
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.PASS, Verdict.FAIL);
  }

  @Test
  void whatIsReportedOnceAndWhatIsReportedOftenIsOneFault() {
    String often = "transport.write-buffer-limits.get";
    String pair = "connection.pair.protocol";
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(pair, reports(pair, CANCELLED)),
                rule(
                    "server.accepts.each",
                    reports("server.accepts.each", CANCELLED + "\n(3 times)")),
                rule(
                    often,
                    reports(often, CANCELLED).on(List.of(pair)),
                    reports(often, CANCELLED).on(List.of(pair)))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.BLOCKED, Verdict.BLOCKED);
  }

  private static final String CANCELLED =
      """
      ERROR Exception in callback ReadTransport._loop_reading(<Future cancelled>)
      handle: <GLibHandle ReadTransport._loop_reading(<Future cancelled>)>
      Traceback (most recent call last):
        File "/usr/lib/python3.11/asyncio/events.py", line 80, in _run
          self._context.run(self._callback, *self._args)
        File "/a/gbulb/transports.py", line 173, in _loop_reading
          data = fut.result()  # Deliver data later in "finally" clause
                 ^^^^^^^^^^^^
      asyncio.exceptions.CancelledError\
      """;

  @Test
  void whatHangsInOneCallOfTheLoopAccusesOneRule() {
    List<RuleResult> judged =
        Blocking.judge(
            List.of(
                rule(STOP, hangsIn(STOP, "mine.py", "close")),
                rule(CLOSE, hangsIn(CLOSE, "mine.py", "close")),
                rule(SLOW, hangsIn(SLOW, "selectors.py", "select")),
                rule(SLOW_OFF, hangsIn(SLOW_OFF, "selectors.py", "select"))));
    assertThat(judged)
        .extracting(RuleResult::verdict)
        .containsExactly(Verdict.BLOCKED, Verdict.HANG, Verdict.HANG, Verdict.HANG);
  }

  private static TestResult hangsIn(String rule, String file, String function) {
    return hangs(
        rule,
        """
        Thread MainThread (most recent call last):
          File "/a/outer.py", line 1, in %s
            outer()
          File "/a/%s", line 2, in %s
          File "/usr/lib/threading.py", line 3, in wait
        Thread other (most recent call last):
          File "/a/other.py", line 4, in other
        """
            .formatted(rule, file, function));
  }

  private static TestResult hungAgain(String rule) {
    return hangs(rule, Failure.IN_LATER_RUN);
  }

  private static TestResult hangs(String rule, String more) {
    Failure failure = Failure.ofText(rule, "No end after 3 s.\n" + more);
    return TestResult.failed("Tck.test", Verdict.HANG, failure, Duration.ZERO);
  }

  private static TestResult missing(String rule, String member) {
    return TestResult.failed(
        "Tck.test", Verdict.FAIL, Failure.ofText(rule, "no").missing(member), Duration.ZERO);
  }
}
