package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.SentenceCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code asyncio-tck audit}. */
final class AuditCommandTest {

  @TempDir private Path docs;

  @Test
  void whatIsNotThereIsFound() throws IOException {
    Files.createDirectories(docs.resolve("3.13"));
    Files.writeString(docs.resolve("3.13/asyncio-eventloop.txt"), "[#event-loop] Event loop\n");
    Cli cli = Cli.run("audit", "--docs", docs.toString());
    assertThat(cli.out())
        .contains(
            "loop.call-soon.fifo: the page has no such anchor in 3.13: Docs: asyncio-eventloop#")
        .containsPattern("\\d+ quotations looked up in 3.13: \\d+ findings\n")
        .contains("Not there to be looked up: PEP 3156, reference/datamodel\n");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void whereNothingIsCompleteNothingIsFound() throws IOException {
    Files.createDirectories(docs.resolve("3.13"));
    Cli cli = Cli.run("audit", "--docs", docs.toString(), "--doubts");
    assertThat(cli.out()).contains("doubtful: ").contains("looked up in 3.13: 0 findings\n");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void whatIsSaidOfTheSentencesIsRenewed() throws IOException {
    Files.createDirectories(docs.resolve("3.15"));
    Path page = docs.resolve("3.15/asyncio-eventloop.txt");
    Files.writeString(page, "[#event-loop] Event loop\n\nIt loops.\n");
    Path coverage = Files.createDirectory(docs.resolve("coverage"));
    String[] renew = {"audit", "--docs", docs.toString(), "--renew", coverage.toString()};
    Cli first = Cli.run(renew);
    assertThat(first.out())
        .contains("asyncio-eventloop#event-loop 1 is not judged: It loops.\n")
        .endsWith("1 finding in what is said of the sentences\n");
    assertThat(first.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
    Path file = coverage.resolve("asyncio-eventloop.tsv");
    String digest = SentenceCoverage.digestOf("It loops.");
    assertThat(Files.readString(file)).endsWith("event-loop\t1\t" + digest + "\n");
    Files.writeString(file, Files.readString(file).replace(digest, digest + "\t\t\tdescribes"));
    assertThat(Cli.run(renew).out())
        .doesNotContain("It loops.")
        .contains("Rules quote asyncio-task, and nothing is known of its sentences\n");
  }

  @Test
  void onlyWholeDocumentationIsRenewedFrom() throws IOException {
    Files.createDirectories(docs.resolve("3.13"));
    Cli cli = Cli.run("audit", "--docs", docs.toString(), "--renew", docs.toString());
    assertThat(cli.err())
        .contains("`" + docs + "` has no whole documentation of Python 3.15")
        .doesNotContain("bug of the kit");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void aFolderWithoutDocumentationIsUnreadable() {
    Cli cli = Cli.run("audit", "--docs", docs.toString());
    assertThat(cli.err())
        .startsWith("asyncio-tck audit: There is no documentation in `" + docs + "`")
        .doesNotContain("bug of the kit");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void theFolderMustBeNamed() {
    assertThat(Cli.run("audit").status()).isEqualTo(ExitStatus.USAGE);
  }
}
