package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two implementations and what they do differently. */
final class DiffCommandTest {

  @Test
  void oneImplementationDoesNotDifferFromItself() {
    Cli diff = Cli.run("diff", "--impl", "reference", "--seed", "1", "--tries", "40");
    assertThat(diff.err()).isEmpty();
    assertThat(diff.out())
        .startsWith("Programs of tasks on reference ")
        .contains(
            "40 programs with the same outcome, 0 of them in another order of the tasks;"
                + " 0 with several outcomes on one of the two; 0 differences.",
            "Replay: asyncio-tck diff --impl reference --seed 1 --tries 40");
    assertThat(diff.status()).isZero();
  }

  @Test
  void threeImplementationsAreTooMany() {
    Cli diff = Cli.run("diff", "--python", "a", "--impl", "b", "--python", "c");
    assertThat(diff.err()).startsWith("asyncio-tck diff: diff compares two implementations");
    assertThat(diff.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void numbersArePositive() {
    assertThat(Cli.run("diff", "--tries", "0").status()).isEqualTo(ExitStatus.USAGE);
    assertThat(Cli.run("diff", "--timeout", "-1").status()).isEqualTo(ExitStatus.USAGE);
  }
}
