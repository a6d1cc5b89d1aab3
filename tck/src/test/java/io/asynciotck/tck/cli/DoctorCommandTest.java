package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.implementations.Row;
import io.asynciotck.tck.implementations.Rows;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is here, and what would be tested. */
final class DoctorCommandTest {

  @Test
  void whatIsHereIsNamedAndWhatIsNotToo() {
    Cli doctor = Cli.run("doctor", "--impl", "tiny");
    assertThat(doctor.err()).isEmpty();
    assertThat(doctor.status()).isZero();
    assertThat(doctor.out())
        .startsWith("Kit: asyncio-tck ")
        .containsSubsequence(
            "Java: " + Runtime.version(),
            "Coroutines of the reference: on ",
            "JVM loops (--impl): reference, tiny",
            "Python loops, each with its options for `run`:",
            "To be tested: --impl tiny\n",
            "  tiny 1.0, profile py3.14\n",
            " of them in classes that it claims\n");
    for (Row row : Rows.all()) {
      if (row.provider().isEmpty()) {
        assertThat(doctor.out()).containsPattern("\n  " + Pattern.quote(row.name()) + "[ \n]");
      }
    }
  }

  @Test
  void whatCannotBeStartedIsSaidAfterWhatIsHere() {
    Cli doctor = Cli.run("doctor", "--python", "/nowhere/python3");
    assertThat(doctor.out())
        .contains("\nJVM loops (--impl): ")
        .endsWith("To be tested: --python /nowhere/python3\n");
    assertThat(doctor.err()).contains("/nowhere/python3").hasLineCount(1);
    assertThat(doctor.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }
}
