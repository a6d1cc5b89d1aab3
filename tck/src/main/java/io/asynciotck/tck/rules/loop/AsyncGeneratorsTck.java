package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.Surroundings;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a loop closes asynchronous generators. Page: {@code async-generators.md}. */
final class AsyncGeneratorsTck extends RuleTest {

  /** The generators that have begun: one that nobody holds may be closed at any time. */
  private final List<AsyncGenerator<?>> held = new ArrayList<>();

  /** A generator of numbers from 0, with a clean-up. */
  private AsyncGenerator<Integer> generator(int size, VoidBody cleanUp) {
    return bench
        .surroundings()
        .asyncGenerators()
        .generator(IntStream.range(0, size).boxed().toList(), () -> coroutine(cleanUp));
  }

  /** The same, begun. */
  private AsyncGenerator<Integer> begun(VoidBody cleanUp) throws Exception {
    AsyncGenerator<Integer> generator = generator(3, cleanUp);
    held.add(generator);
    await(generator.next());
    return generator;
  }

  /** A coroutine that leaves a generator, whose clean-up waits and then tells of its end. */
  private Coroutine<?> dropped(Garbage garbage, AsyncFuture<String> end) {
    return garbage.openGenerator(() ->
        coroutine(() -> {
          yieldOnce();
          trace.add("cleaned up");
          end.setResult("end");
        }));
  }

  // Closing all of them

  @Rule("loop.shutdown-asyncgens.closes")
  @Test
  void everyGeneratorThatIsOpenIsClosed() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      Numbers closed = new Numbers();
      EventLoop own = asyncio.newEventLoop();
      own.runUntilComplete(
          coroutine(() -> {
            for (int i = 0; i < size; i++) {
              int number = i;
              begun(() -> closed.add(number));
            }
            await(own.shutdownAsyncgens());
          }));
      own.close();
      trace.add(closed.count() + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("loop.shutdown-asyncgens.closes")
  @Test
  void aGeneratorThatBeganInAnEarlierRunIsClosed() throws Exception {
    AsyncGenerator<Integer> generator = run(() -> begun(() -> trace.add("closed")));
    loop.runUntilComplete(loop.shutdownAsyncgens());
    trace.add("shut down");
    trace.outcome("next", () -> run(() -> await(generator.next())));
    trace.shouldBe("closed", "shut down", "next: raises StopAsyncIterationException");
  }

  @Rule("loop.shutdown-asyncgens.waits")
  @Test
  void whatACleanUpAwaitsIsWaitedFor() throws Exception {
    run(() -> {
      AsyncFuture<String> end = loop.createFuture();
      for (int i = 0; i < 2; i++) {
        begun(() -> trace.add("closed after the " + await(end)));
      }
      loop.callLater(
          ticks(1),
          () -> {
            trace.add("end");
            end.setResult("end");
          });
      await(loop.shutdownAsyncgens());
      trace.add("shut down");
    });
    trace.shouldBe("end", "closed after the end", "closed after the end", "shut down");
  }

  @Rule("loop.shutdown-asyncgens.ended")
  @Test
  void aGeneratorThatHasEndedIsLeftAlone() throws Exception {
    run(() -> {
      AsyncGenerator<Integer> generator = generator(1, () -> trace.add("cleaned up"));
      await(generator.next());
      trace.outcome("next", () -> await(generator.next()));
      await(loop.shutdownAsyncgens());
      trace.add("shut down");
    });
    trace.shouldBe("cleaned up", "next: raises StopAsyncIterationException", "shut down");
  }

  @Rule("loop.shutdown-asyncgens.ended")
  @Test
  void aGeneratorThatWasClosedIsLeftAlone() throws Exception {
    run(() -> {
      AsyncGenerator<Integer> generator = begun(() -> trace.add("cleaned up"));
      await(generator.aclose());
      await(loop.shutdownAsyncgens());
      trace.add("shut down");
    });
    trace.shouldBe("cleaned up", "shut down");
  }

  @Rule("loop.shutdown-asyncgens.ended")
  @Test
  void aGeneratorThatHasNotBegunHasNothingToCleanUp() throws Exception {
    run(() -> {
      AsyncGenerator<Integer> generator = generator(1, () -> trace.add("cleaned up"));
      await(loop.shutdownAsyncgens());
      await(generator.aclose());
      trace.add("shut down");
    });
    trace.shouldBe("shut down");
  }

  @Rule("loop.shutdown-asyncgens.cleared")
  @Test
  void aSecondTimeClosesWhatHasBegunSince() throws Exception {
    bench.expectReports(); // of the generator that begins afterwards
    run(() -> {
      begun(() -> trace.add("first"));
      await(loop.shutdownAsyncgens());
      trace.add("shut down");
      begun(() -> trace.add("second"));
      await(loop.shutdownAsyncgens());
      trace.add("shut down");
    });
    trace.shouldBe("first", "shut down", "second", "shut down");
  }

  @Rule("loop.shutdown-asyncgens.each")
  @Test
  void aCleanUpThatFailsLeavesTheOthers() throws Exception {
    traceOthersClosed(() -> {
      throw new Boom("clean-up");
    });
  }

  @Rule("loop.shutdown-asyncgens.each")
  @Test
  void aCleanUpThatIsCancelledLeavesTheOthers() throws Exception {
    traceOthersClosed(() -> {
      throw new CancelledError();
    });
  }

  private void traceOthersClosed(VoidBody fails) throws Exception {
    bench.expectReports();
    int[] closed = {0};
    run(() -> {
      for (int i = 0; i < 3; i++) {
        begun(() -> {
          yieldOnce();
          closed[0]++;
        });
        begun(fails);
      }
      try {
        await(loop.shutdownAsyncgens());
      } catch (Boom | CancelledError raised) {
        // Whether it is raised is covered by another rule.
      }
    });
    trace.add("closed: " + closed[0]);
    trace.shouldBe("closed: 3");
  }

  @Rule("loop.shutdown-asyncgens.reported")
  @Test
  void aCleanUpThatFailsIsReported() throws Exception {
    loop.setExceptionHandler((of, context) -> {
      trace.add("from the clean-up: " + (context.get("exception") instanceof Boom));
      trace.add("a generator: " + (context.get("asyncgen") instanceof AsyncGenerator<?>));
    });
    run(() -> {
      begun(() -> {
        throw new Boom("clean-up");
      });
      await(loop.shutdownAsyncgens());
      trace.add("shut down");
    });
    trace.shouldBe("from the clean-up: true", "a generator: true", "shut down");
  }

  // Generators that nobody holds

  @Rule("loop.asyncgen.dropped")
  @RestsOn(Ground.SHUTDOWN_ASYNCGENS)
  @Test
  void aGeneratorThatIsDroppedIsClosed() throws Exception {
    Garbage garbage = bench.surroundings().garbage();
    for (int time = 0; time < 3; time++) {
      AsyncFuture<String> end = loop.createFuture();
      run(() -> await(dropped(garbage, end)));
      garbage.collect();
      run(() -> await(end));
    }
    trace.shouldBe("cleaned up", "cleaned up", "cleaned up");
  }

  @Rule("loop.asyncgen.dropped-once")
  @Test
  void aGeneratorThatIsDroppedIsNotClosedAgain() throws Exception {
    Garbage garbage = bench.surroundings().garbage();
    AsyncFuture<String> end = loop.createFuture();
    run(() -> await(dropped(garbage, end)));
    garbage.collect();
    run(() -> await(loop.shutdownAsyncgens()));
    settle();
    trace.shouldBe("cleaned up");
  }

  @Rule("loop.asyncgen.hooks")
  @NeedsOperatingSystem
  @Test
  void theHooksAreThoseOfTheLoopWhileItRuns() throws Exception {
    Surroundings surroundings = bench.surroundings();
    String before = surroundings.generatorHooks();
    for (int time = 0; time < 2; time++) {
      run(() -> trace.add("as before: " + surroundings.generatorHooks().equals(before)));
      trace.add("as before: " + surroundings.generatorHooks().equals(before));
    }
    Outcome.of(() ->
        run(() -> {
          throw new Boom();
        }));
    trace.add("as before: " + surroundings.generatorHooks().equals(before));
    trace.shouldBe(
        "as before: false",
        "as before: true",
        "as before: false",
        "as before: true",
        "as before: true");
  }

  // Afterwards

  @Rule("loop.shutdown-asyncgens.warns")
  @Test
  void aGeneratorThatBeginsAfterwardsIsWarnedOf() throws Exception {
    run(() -> {
      begun(() -> trace.add("closed"));
      await(loop.shutdownAsyncgens());
      int before = bench.warnings().size(); // of those of the loop's own
      AsyncGenerator<Integer> generator = begun(() -> trace.add("closed"));
      trace.add("warned: " + (bench.warnings().size() > before));
      await(generator.aclose());
    });
    trace.shouldBe("closed", "warned: true", "closed");
  }
}
