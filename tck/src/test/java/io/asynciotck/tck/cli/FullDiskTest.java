package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.implementations.Expectations;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.run.Plan;
import io.asynciotck.tck.run.TestFilter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written has a status of its own, and takes nothing else with it. */
final class FullDiskTest {
  private static final String RULE = "loop.call-soon.fifo";

  @TempDir private Path folder;

  /** A pipe that nobody reads, or a file on a full disk. */
  private static final class Full extends Writer {
    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void whatTheSystemRefusesIsSaidInItsWordsAndIsNoMistakeOfTheUser() {
    assertThat(OutputFolder.notWritten(Path.of("x"), new IOException("No space left on device")))
        .isInstanceOf(NotWrittenException.class)
        .hasMessage("Cannot write into --out `x`: No space left on device");
    assertThat(
            OutputFolder.notWritten(
                Path.of("x"), new FileSystemException("x/y", null, "Read-only file system")))
        .isInstanceOf(NotWrittenException.class)
        .hasMessage("Cannot write into --out `x`: Read-only file system");
    assertThat(OutputFolder.notWritten(Path.of("x"), new AccessDeniedException("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot write into --out `x`: access denied");
  }

  @Test
  void resultsAreWrittenThoughNothingCanBePrinted() {
    StringWriter err = new StringWriter();
    int status =
        Main.execute(
            new PrintWriter(new Full()),
            new PrintWriter(err, true),
            "run",
            "--rule",
            RULE,
            "--out",
            folder.toString());
    assertThat(status).isEqualTo(ExitStatus.NOT_WRITTEN);
    assertThat(err.toString()).contains("standard output is full or closed").hasLineCount(1);
    assertThat(folder.resolve("results.json")).content().contains(RULE);
  }

  @Test
  void theVerdictIsPrintedThoughResultsCannotBeWritten() throws IOException {
    RuleBook book = RuleBook.standard();
    OutputFolder gone = OutputFolder.open(folder.resolve("gone"), book).orElseThrow();
    Files.delete(gone.folder());
    StringWriter console = new StringWriter();
    Plan plan =
        new Plan(
            List.of(book.get(RULE)),
            TestFilter.ALL,
            Expectations.none(),
            new Invocation("", "", Shard.ALL));
    try (Implementation tested = Implementations.named("reference")) {
      Run run =
          new Run(new PrintWriter(console), Target.of(tested), List.of(), plan, Optional.of(gone));
      assertThatExceptionOfType(NotWrittenException.class).isThrownBy(run::once);
    }
    assertThat(console.toString()).contains("CONFORMANT: reference");
  }
}
