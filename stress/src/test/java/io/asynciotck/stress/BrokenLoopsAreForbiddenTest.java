package io.asynciotck.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.asynciotck.stress.run.Race;
import io.asynciotck.stress.run.Race.Seen;
import java.lang.annotation.Annotation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;

/**
 * Every test for jcstress forbids what a broken loop does, and says which rule it breaks; what the
 * reference does it accepts. In this JVM and without jcstress, which needs seconds for each.
 */
class BrokenLoopsAreForbiddenTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  /** So often a race is tried at most; nearly always the first three tries are enough. */
  private static final int MOST_TRIES = 2_000;

  static Stream<Arguments> faults() {
    String runs = "loop.call-soon-threadsafe.runs";
    String fifo = "loop.call-soon-threadsafe.fifo";
    String wakes = "loop.call-soon-threadsafe.wakes";
    String oneOrder = "loop.call-soon-threadsafe.one-order";
    String concurrent = "loop.call-soon-threadsafe.concurrent";
    String closed = "loop.call-soon-threadsafe.closed";
    return Stream.of(
        arguments("BroughtDuringBatch", "TakesIntoTheBatch", "loop.run-once.batch"),
        arguments("BroughtDuringBatch", "Forgets", runs),
        arguments("CancelAgainstRun", "CancelledTimersRun", "timer-handle.cancel.when-due"),
        arguments("CancelAgainstRun", "Forgets", runs),
        arguments("CloseAgainstCall", "TakesWhenClosed", closed),
        arguments("CloseAgainstCall", "RefusesStrangely", closed),
        arguments("CloseAgainstCall", "RunsAtClose", "loop.close.discards"),
        arguments("OrderAheadOfAnotherThread", "ForeignFirst", oneOrder),
        arguments("OrderAheadOfAnotherThread", "Forgets", runs),
        arguments("OrderBehindAnotherThread", "ForeignLast", oneOrder),
        arguments("OrderBehindAnotherThread", "RunsTwice", runs),
        arguments("ProducerAgainstRun", "NewestFirst", fifo),
        arguments("ProducerAgainstRun", "Forgets", runs),
        arguments("ProducersAgainstRun", "NewestFirst", fifo),
        arguments("ProducersAgainstRun", "LosesWhenTwoMeet", concurrent),
        arguments("ResultIsSeenByWaitingThread", "Forgets", "run-coroutine-threadsafe.result"),
        arguments("ResultIsSeenByWaitingThread", "AnswersNull", "run-coroutine-threadsafe.result"),
        arguments("StopAgainstCall", "Forgets", "loop.stop.next-run"),
        arguments("StopAgainstCall", "RunsTwice", runs),
        arguments("TwoProducers", "NewestFirst", fifo),
        arguments("TwoProducers", "LosesWhenTwoMeet", concurrent),
        arguments("WakesForCoroutine", "NeverWakes", "run-coroutine-threadsafe.wakes"),
        arguments("WakesWhenAboutToBlock", "NeverWakes", wakes),
        arguments("WakesWhenBlocked", "NeverWakes", wakes),
        arguments("WakesWhenJustWoken", "NeverWakes", wakes),
        arguments("WakesWhenJustWoken", "RunsTwice", runs),
        arguments("WritesAreVisible", "Forgets", runs));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void forbids(String test, String loop, String rule) throws Exception {
    Race race = new Race(test, loop, SHORT);
    boolean named = false;
    for (int number = 0; number < MOST_TRIES && !named; number++) {
      Seen seen = race.attempt(number);
      named = seen.expect() == Expect.FORBIDDEN && seen.description().contains(rule);
    }
    assertThat(named).as("%s says of %s that it breaks %s", test, loop, rule).isTrue();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void acceptsWhatTheReferenceDoes(String test) throws Exception {
    Set<Seen> seen = new Race(test, "reference", LONG).run(12);
    assertThat(seen).allSatisfy(each -> assertThat(each.expect()).isEqualTo(Expect.ACCEPTABLE));
  }

  @Test
  void everyTestIsShownToForbidSomething() throws Exception {
    List<String> shown = faults().map(fault -> (String) fault.get()[0]).distinct().toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(tests());
  }

  /** The tests for jcstress, by the simple names of their classes. */
  static Set<String> tests() throws Exception {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[A-Za-z]+[.]class"))
          .map(name -> name.replace(".class", ""))
          .filter(BrokenLoopsAreForbiddenTest::isTest)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Path folder() throws URISyntaxException {
    Path classes =
        Path.of(Watchdog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return classes.resolve("io/asynciotck/stress");
  }

  private static boolean isTest(String name) {
    try {
      return Arrays.stream(
              Class.forName("io.asynciotck.stress." + name, false, Watchdog.class.getClassLoader())
                  .getAnnotations())
          .map(Annotation::annotationType)
          .anyMatch(JCStressTest.class::equals);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
