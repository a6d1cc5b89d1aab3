package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code asyncio-tck book}. */
final class BookCommandTest {

  @TempDir private Path folder;

  @Test
  void theBookIsMade() throws IOException {
    Path seenOn = folder.resolve("seen.json");
    Files.writeString(seenOn, "{\"loop.call-soon.fifo\": [\"some loop 1.0\"]}");
    Path out = folder.resolve("book");
    Cli cli =
        Cli.run(
            "book",
            "--out",
            out.toString(),
            "--seen-on",
            seenOn.toString(),
            "--address",
            "https://example.org/spec");
    assertThat(cli.out()).matches("\\d+ files: .*index\\.html\n");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
    assertThat(out.resolve("loop-callbacks.html"))
        .content()
        .contains("<dt>Seen on</dt><dd>some loop 1.0</dd>")
        .contains("https://example.org/spec/rules.html#loop.call-soon.fifo");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Path file = folder.resolve("seen.json");
    Files.writeString(file, "no JSON");
    for (String option : new String[] {"--seen-on", "--faults"}) {
      Cli cli = Cli.run("book", "--out", folder.toString(), option, file.toString());
      assertThat(cli.err())
          .isEqualTo(
              "asyncio-tck book: Cannot read `"
                  + file
                  + "`: it is JSON with a list of texts for each rule\n");
      assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
    }
    Path missing = folder.resolve("missing");
    Cli cli = Cli.run("book", "--out", folder.toString(), "--reference", missing.toString());
    assertThat(cli.err())
        .isEqualTo("asyncio-tck book: Cannot read the sources in `" + missing + "`\n");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void whatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Cli cli = Cli.run("book", "--out", file.toString());
    assertThat(cli.err()).contains("Cannot write into --out `" + file + "`: it is a file");
    assertThat(cli.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(Cli.run("book").status()).isEqualTo(ExitStatus.USAGE);
  }
}
