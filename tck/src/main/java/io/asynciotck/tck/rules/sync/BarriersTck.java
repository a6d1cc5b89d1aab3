package io.asynciotck.tck.rules.sync;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.Barrier;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.WaitingRuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a barrier does while nobody is cancelled. Page: {@code barriers.md}. */
@RestsOn(Ground.BARRIER)
final class BarriersTck extends WaitingRuleTest {

  /** Starts so many tasks that wait; each puts its number into a list when it has passed. */
  private List<Integer> waiting(Barrier barrier, int size) throws Exception {
    List<Integer> passed = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      startQuietly(() -> passed.add(await(barrier.waiting())));
    }
    letOthersRunUntil(() -> passed.size() == size, size);
    letOthersRun();
    return passed;
  }

  // What it tells

  @Rule("barrier.parties.given")
  @Test
  void partiesIsWhatTheBarrierWasMadeWith() throws Exception {
    inTask(() -> {
      trace.add(asyncio.newBarrier(1).parties());
      trace.add(asyncio.newBarrier(17).parties());
      trace.add(byKeyword(asyncio, "parties").newBarrier(3).parties());
    });
    trace.shouldBe("1", "17", "3");
  }

  @Rule("barrier.n-waiting.counts")
  @Test
  void nWaitingIsHowManyWait() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      for (int i = 0; i < 4; i++) {
        trace.add(barrier.nWaiting());
        waiting(barrier, 1);
      }
    });
    trace.shouldBe("0", "1", "2", "0");
  }

  @Rule("barrier.n-waiting.counts")
  @Test
  void nobodyWaitsWhileTheyPass() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      for (int i = 0; i < 3; i++) {
        startQuietly(() -> {
          await(barrier.waiting());
          trace.add("wait: " + barrier.nWaiting());
        });
      }
      letOthersRun();
    });
    trace.shouldBe("wait: 0", "wait: 0", "wait: 0");
  }

  @Rule("barrier.broken.tells")
  @Test
  void brokenTellsWhetherItIs() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(2);
      trace.add(barrier.broken());
      waiting(barrier, 2);
      trace.add(barrier.broken());
      for (int time = 0; time < 2; time++) {
        await(barrier.abort());
        trace.add(barrier.broken());
      }
    });
    trace.shouldBe("false", "false", "true", "true");
  }

  @Rule("barrier.broken.tells")
  @Test
  void itIsBrokenBeforeThoseWhoWaitedHaveHadTheirTurns() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      for (int i = 0; i < 2; i++) {
        startQuietly(() -> Outcome.of(() -> await(barrier.waiting())));
      }
      letOthersRun();
      await(barrier.abort());
      trace.add(barrier.broken());
      letOthersRun();
      trace.add(barrier.broken());
    });
    trace.shouldBe("true", "true");
  }

  // Waiting

  @Rule("barrier.wait.blocks")
  @Test
  void aBarrierThatIsNotCompleteIsWaitedAt() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      startPassing("a", barrier::waiting);
      startPassing("b", barrier::waiting);
      trace.add("the last comes");
      waiting(barrier, 1);
    });
    trace.shouldBeOneOf(
        List.of("the last comes", "a: gets on", "b: gets on"),
        List.of("the last comes", "b: gets on", "a: gets on"));
  }

  @Rule("barrier.wait.all")
  @Test
  void allOfARoundGetOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> trace.add(waiting(asyncio.newBarrier(size), size).size() + " of " + size));
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("barrier.wait.numbers")
  @Test
  void eachOfARoundHasANumberOfItsOwn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> trace.add(areNumbers(waiting(asyncio.newBarrier(size), size), size)));
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> "the numbers below " + size)
            .toArray(String[]::new));
  }

  @Rule("barrier.wait.numbers")
  @Test
  void soHasEachOfALaterRound() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      for (int round = 1; round <= 3; round++) {
        List<Integer> numbers = waiting(barrier, 2);
        boolean isRound = numbers.isEmpty();
        List<Integer> last = waiting(barrier, 1);
        isRound &= numbers.size() == 2 && last.size() == 1;
        numbers.addAll(last);
        if (isRound && !areNumbersBelow(3, numbers)) {
          trace.add("round " + round + ": " + numbers);
        }
      }
    });
    trace.shouldBe();
  }

  private static String areNumbers(List<Integer> numbers, int size) {
    return areNumbersBelow(size, numbers)
        ? "the numbers below " + size
        : "" + numbers.stream().sorted().toList();
  }

  private static boolean areNumbersBelow(int size, List<Integer> numbers) {
    return numbers.stream().sorted().toList().equals(IntStream.range(0, size).boxed().toList());
  }

  @Rule("barrier.wait.reused")
  @Test
  void aBarrierIsPassedAgain() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      for (int round = 0; round < 3; round++) {
        List<Integer> passed = waiting(barrier, 2);
        trace.add(passed.size() + " of 2");
        waiting(barrier, 1);
        trace.add(passed.size() + " of 2");
      }
    });
    trace.shouldBe("0 of 2", "2 of 2", "0 of 2", "2 of 2", "0 of 2", "2 of 2");
  }

  @Rule("barrier.wait.next-round")
  @Test
  void whoIsTooManyWaitsForTheNextRound() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      List<Integer> passed = waiting(barrier, 8);
      trace.add(passed.size() + " of 8");
      waiting(barrier, 1);
      trace.add(passed.size() + " of 8");
    });
    trace.shouldBe("6 of 8", "8 of 8");
  }

  // With a block

  @Rule("barrier.with.waits")
  @Test
  void aBlockWaitsForTheOthers() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(2);
      startWaiting(
          "block",
          () -> {
            await(barrier.enter());
            await(barrier.exit(null, null, null));
            return "ends";
          });
      trace.add("the last comes");
      waiting(barrier, 1);
    });
    trace.shouldBe("the last comes", "block: ends");
  }

  @Rule("barrier.with.position")
  @Test
  void aBlockHasANumber() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        startQuietly(() -> {
          numbers.add(await(barrier.enter()));
          await(barrier.exit(null, null, null));
        });
      }
      letOthersRun();
      trace.add(areNumbers(numbers, 3));
    });
    trace.shouldBe("the numbers below 3");
  }

  // Resetting and breaking

  @Rule("barrier.reset.waiting")
  @Test
  void whoWaitsIsToldOfAReset() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      startPassing("a", barrier::waiting);
      startPassing("b", barrier::waiting);
      startQuietly(() -> await(barrier.reset()));
      letOthersRun();
    });
    trace.shouldBeInAnyOrder(
        "a: raises BrokenBarrierException", "b: raises BrokenBarrierException");
  }

  /** Traces how many of some who wait are told, when something is done to their barrier. */
  private void traceTold(int size, Function<Barrier, Coroutine<?>> end) throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(size + 1);
      List<String> told = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        startQuietly(() -> told.add(Outcome.of(() -> await(barrier.waiting()))));
      }
      letOthersRun();
      startQuietly(() -> await(end.apply(barrier)));
      letOthersRunUntil(() -> told.size() == size, size);
      trace.add(told.size() + " of " + size + ": " + Set.copyOf(told));
    });
  }

  private static String[] allTold() {
    return Numbers.sizesTo(101).stream()
        .map(size -> size + " of " + size + ": [raises BrokenBarrierException]")
        .toArray(String[]::new);
  }

  @Rule("barrier.reset.waiting")
  @Test
  void allWhoWaitAreToldOfAReset() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      traceTold(size, Barrier::reset);
    }
    trace.shouldBe(allTold());
  }

  @Rule("barrier.abort.waiting")
  @Test
  void allWhoWaitAreToldOfAnAbort() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      traceTold(size, Barrier::abort);
    }
    trace.shouldBe(allTold());
  }

  @Rule("barrier.reset.empty")
  @Test
  void aBarrierThatIsResetWhenARoundIsCompleteIsEmptyToo() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(2);
      for (int i = 0; i < 2; i++) {
        letOthersRun();
        startQuietly(() -> Outcome.of(() -> await(barrier.waiting())));
      }
      startQuietly(() -> await(barrier.reset()));
      letOthersRun();
      trace.add("waiting: " + barrier.nWaiting() + ", broken: " + barrier.broken());
      trace.add(waiting(barrier, 2).size() + " of 2");
    });
    trace.shouldBe("waiting: 0, broken: false", "2 of 2");
  }

  @Rule("barrier.reset.empty")
  @Test
  void aBarrierThatWasResetIsEmpty() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      for (int i = 0; i < 2; i++) {
        startQuietly(() -> trace.outcome("waits", () -> await(barrier.waiting())));
      }
      letOthersRun();
      startQuietly(() -> await(barrier.reset()));
      letOthersRun();
      trace.add("waiting: " + barrier.nWaiting() + ", broken: " + barrier.broken());
      List<Integer> passed = waiting(barrier, 2);
      trace.add(passed.size() + " of 2");
      waiting(barrier, 1);
      trace.add(passed.size() + " of 2");
    });
    trace.shouldBe(
        "waits: raises BrokenBarrierException",
        "waits: raises BrokenBarrierException",
        "waiting: 0, broken: false",
        "0 of 2",
        "2 of 2");
  }

  @Rule("barrier.reset.empty")
  @Test
  void whoComesAtOnceIsOfTheNextRound() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(2);
      startPassing("before", barrier::waiting);
      letOthersRun();
      startQuietly(() -> {
        await(barrier.reset());
        trace.outcome(
            "behind it",
            () -> {
              await(barrier.waiting());
              return "gets on";
            });
      });
      letOthersRun();
      waiting(barrier, 1);
    });
    trace.shouldBe("before: raises BrokenBarrierException", "behind it: gets on");
  }

  @Rule("barrier.reset.repairs")
  @Test
  void aBrokenBarrierIsWholeAfterAReset() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(2);
      startQuietly(() -> await(barrier.abort()));
      letOthersRun();
      startQuietly(() -> await(barrier.reset()));
      letOthersRun();
      trace.add("broken: " + barrier.broken());
      startPassing("a", barrier::waiting);
      waiting(barrier, 1);
      startPassing("b", barrier::waiting);
      waiting(barrier, 1);
    });
    trace.shouldBe("broken: false", "a: gets on", "b: gets on");
  }

  @Rule("barrier.reset.repairs")
  @Test
  void soItIsIfThoseWhoWaitedHaveNotHadTheirTurns() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      startPassing("a", barrier::waiting);
      startPassing("b", barrier::waiting);
      startQuietly(() -> {
        await(barrier.abort());
        await(barrier.reset());
      });
      letOthersRun();
      trace.add("broken: " + barrier.broken());
      List<Integer> passed = waiting(barrier, 2);
      trace.add(passed.size() + " of 2");
      waiting(barrier, 1);
      trace.add(passed.size() + " of 2");
    });
    trace.shouldBeInAnyOrder(
        "a: raises BrokenBarrierException",
        "b: raises BrokenBarrierException",
        "broken: false",
        "0 of 2",
        "2 of 2");
  }

  @Rule("barrier.abort.waiting")
  @Test
  void whoWaitsIsToldOfAnAbort() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(3);
      startPassing("a", barrier::waiting);
      startPassing("b", barrier::waiting);
      startQuietly(() -> await(barrier.abort()));
      letOthersRun();
    });
    trace.shouldBeInAnyOrder(
        "a: raises BrokenBarrierException", "b: raises BrokenBarrierException");
  }

  @Rule("barrier.abort.later")
  @Test
  void aBrokenBarrierIsNotWaitedAt() throws Exception {
    inTask(() -> {
      Barrier one = asyncio.newBarrier(1);
      Barrier many = asyncio.newBarrier(3);
      startQuietly(() -> {
        await(one.abort());
        await(many.abort());
      });
      letOthersRun();
      startPassing("one", one::waiting);
      startPassing("many", many::waiting);
      startPassing("many", many::waiting);
    });
    trace.shouldBe(
        "one: raises BrokenBarrierException",
        "many: raises BrokenBarrierException",
        "many: raises BrokenBarrierException");
  }

  @Rule("barrier.abort.later")
  @Test
  void norIsOneThatIsBrokenBeforeAllOfARoundHaveHadTheirTurns() throws Exception {
    inTask(() -> {
      Barrier barrier = asyncio.newBarrier(2);
      startQuietly(() -> Outcome.of(() -> await(barrier.waiting())));
      letOthersRun();
      startQuietly(() -> {
        await(barrier.waiting());
        await(barrier.abort());
      });
      letOthersRun();
      startPassing("later", barrier::waiting);
      letOthersRun();
    });
    trace.shouldBe("later: raises BrokenBarrierException");
  }
}
