package io.asynciotck.stress;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.asynciotck.stress.run.Stress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** jcstress says FORBIDDEN for loops that are broken, and a run that cannot end is ended. */
class JcstressRunTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  /** A run is short, and what it shows is a matter of luck; but a sound loop is never forbidden. */
  private static final int MOST_RUNS = 5;

  @TempDir Path folder;

  /**
   * A test, the loop that it has to see through, and the rule that it must name.
   *
   * @param test the simple name of a class for jcstress
   */
  record Variant(String test, String loop, String rule) {}

  /** Faults that show now and then: what jcstress is for. With the patience that each needs. */
  static Stream<Arguments> variants() {
    String concurrent = "loop.call-soon-threadsafe.concurrent";
    String oneOrder = "loop.call-soon-threadsafe.one-order";
    String runs = "loop.call-soon-threadsafe.runs";
    String wakes = "loop.call-soon-threadsafe.wakes";
    return Stream.of(
        together(
            "PT0.005S",
            new Variant("TwoProducers", "LosesUpdates", concurrent),
            new Variant("OrderBehindAnotherThread", "OwnQueue", oneOrder),
            new Variant("ProducerAgainstRun", "TakesMissingLinkForTheEnd", runs)),
        together(
            "PT0.005S",
            new Variant("TwoProducers", "ReadsThenWritesTail", concurrent),
            new Variant("WakesWhenAboutToBlock", "PollsPlainField", wakes),
            new Variant("ProducerAgainstRun", "ForgetsAfterTheExchange", runs)),
        together(
            "PT0.25S",
            new Variant("WakesWhenAboutToBlock", "LooksNoMore", wakes),
            new Variant("WritesAreVisible", "BringsThenWrites", runs)),
        together("PT0.25S", new Variant("WakesWhenJustWoken", "StaysWoken", wakes)),
        together("PT0.02S", new Variant("WakesWhenAboutToBlock", "WakesThenBrings", wakes)));
  }

  private static Arguments together(String patience, Variant... variants) {
    return arguments(patience, List.of(variants));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("variants")
  void seesFaultsThatShowNowAndThen(String patience, List<Variant> variants) throws Exception {
    List<Variant> unseen = new ArrayList<>(variants);
    for (int run = 0; run < MOST_RUNS && !unseen.isEmpty(); run++) {
      Stress.Answer answer = stress(patience, unseen);
      unseen.removeIf(variant -> isSeen(variant, answer));
    }
    assertThat(unseen).isEmpty();
  }

  @Test
  void aBrokenLoopFailsTheRun() throws Exception {
    Variant variant = new Variant("StopAgainstCall", "Forgets", "loop.call-soon-threadsafe.runs");
    assertThat(isSeen(variant, stress("PT0.005S", List.of(variant)))).isTrue();
  }

  private Stress.Answer stress(String patience, List<Variant> variants) throws Exception {
    Map<String, String> loops = variants.stream().collect(toMap(Variant::test, Variant::loop));
    return new Stress(folder, LONG)
        .withPatience(patience)
        .withBroken(loops)
        .run("OneForEachTest", "[.](" + String.join("|", loops.keySet()) + ")$");
  }

  private static boolean isSeen(Variant variant, Stress.Answer answer) {
    return answer.status() != 0
        && answer.failedTests().contains(variant.test())
        && answer.forbidden().stream().anyMatch(line -> line.contains(variant.rule()));
  }

  @Test
  void aRunThatHangsIsKilled() throws Exception {
    Stress.Answer answer =
        new Stress(folder, Duration.ofSeconds(4)).run("NeverReturns", "[.]StopAgainstCall$");
    assertThat(answer.output()).contains("it was killed");
    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.survivors()).isEmpty();
  }

  @Test
  void aRunOfNoTestsFails() throws Exception {
    Stress.Answer answer = new Stress(folder, LONG).run("reference", "NoSuchTest");
    assertThat(answer.output()).contains("jcstress ran no test");
    assertThat(answer.status()).isEqualTo(1);
  }
}
