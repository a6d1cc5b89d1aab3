package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.cli.MatrixNotes.Reason;
import io.asynciotck.tck.implementations.Row;
import io.asynciotck.tck.implementations.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many implementations in one table. */
final class MatrixCommandTest {
  private static final Row FIRST = Rows.all().get(0);
  private static final Row SECOND = Rows.all().get(1);

  @TempDir private Path folder;

  @Test
  void theTableStandsInThePageAndTheEvidenceInItsFile() throws IOException {
    Path page = page("before\n<!-- matrix -->\nold table\n<!-- end of matrix -->\nafter\n");
    Path evidence = folder.resolve("seen-on.json");
    runTiny("uvloop");
    Cli matrix = matrix("--markdown", page.toString(), "--evidence", evidence.toString());
    assertThat(matrix.err()).isEmpty();
    assertThat(matrix.status()).isEqualTo(ExitStatus.CONFORMANT);
    assertThat(matrix.out()).contains("CONFORMANT: reference").doesNotContain("CONFORMANT: tiny");
    String text = Files.readString(page);
    assertThat(text)
        .startsWith("before\n<!-- matrix -->\n| implementation | profile |")
        .containsSubsequence("\n| reference ", " | conformant | 1 |", "\n| tiny 1.0 | py3.14 |")
        .contains("\n\nNot run: `%s`, ".formatted(SECOND.name()))
        .doesNotContain("old table", "`uvloop`")
        .endsWith(".\n<!-- end of matrix -->\nafter\n");
    JsonNode seen = JsonMapper.shared().readTree(Files.readString(evidence));
    assertThat(seen.propertyNames()).containsExactly("loop.new.fresh");
    assertThat(seen.path("loop.new.fresh").path(0).asString()).startsWith("reference ");
    assertThat(seen.path("loop.new.fresh").path(1).asString()).isEqualTo("tiny 1.0");
    matrix("--markdown", page.toString());
    assertThat(Files.readString(page)).isEqualTo(text);
    assertThat(Files.readString(folder.resolve("out/summary.md")))
        .contains("\nNot run: `" + SECOND.name() + "`");
    assertThat(Files.readString(folder.resolve("out/report.html"))).contains("id=\"matrix\"");
  }

  @Test
  void eachRowIsOfSeveralProcessesIfItHasThem() throws IOException {
    Cli matrix = matrix("--jobs", "2", "--history", folder.resolve("history.json").toString());
    assertThat(matrix.err()).isEmpty();
    assertThat(matrix.out()).contains("CONFORMANT: reference");
    assertThat(Files.readString(folder.resolve("history.json")))
        .contains("\"series\" : \"" + FIRST.name() + "\"");
    assertThat(matrix("--jobs", "0").err()).contains("--jobs takes a positive number");
  }

  @Test
  void aPageMayHaveTheTableInShort() throws IOException {
    Path page = page("a\n<!-- matrix in short -->\n<!-- end of matrix in short -->\nb\n");
    matrix("--markdown", page.toString());
    assertThat(Files.readString(page))
        .startsWith(
            "a\n<!-- matrix in short -->\n| implementation | verdict | pass | faults | known |\n")
        .containsPattern("\n\\| reference .* \\| conformant \\| 1 \\| 0 \\| 0 \\|\n")
        .endsWith("|\n<!-- end of matrix in short -->\nb\n")
        .doesNotContain("Not run");
  }

  @Test
  void aRowThatBreaksARuleSetsTheStatus() throws IOException {
    runTiny("uvloop");
    Path results = folder.resolve("out/uvloop/results.json");
    Files.writeString(
        results,
        Files.readString(results)
            .replace("\"conformant\"", "\"not-conformant\"")
            .replace("\"pass\"", "\"fail\""));
    assertThat(matrix().status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void theWorstStatusIsTheOneThatSaysLeast() {
    assertThat(ExitStatus.worse(ExitStatus.DRIFTED, ExitStatus.CONFORMANT)).isEqualTo(4);
    assertThat(ExitStatus.worse(ExitStatus.DRIFTED, ExitStatus.NOT_CONFORMANT)).isEqualTo(1);
    assertThat(ExitStatus.worse(ExitStatus.NOT_EVALUATED, ExitStatus.NOT_CONFORMANT)).isEqualTo(3);
    assertThat(ExitStatus.worse(ExitStatus.NOT_EVALUATED, ExitStatus.INTERRUPTED)).isEqualTo(130);
  }

  @Test
  void whatIsMissingIsSaid() {
    MatrixNotes notes = new MatrixNotes();
    assertThat(notes.text()).isEmpty();
    notes.add(Reason.NOT_RUN, SECOND);
    notes.add(Reason.NOT_INSTALLED, FIRST);
    notes.add(Reason.NOT_INSTALLED, SECOND);
    assertThat(notes.text())
        .isEqualTo(
            """
            Not installed where this was made: `reference`, `%1$s`.

            Not run: `%1$s`.
            """
                .formatted(SECOND.name()));
  }

  @Test
  void thePageIsLookedAtBeforeAnythingIsRun() throws IOException {
    refused("has no `<!-- matrix -->`", "--markdown", page("no marks").toString());
    refused("Cannot read --markdown", "--markdown", folder.resolve("nowhere").toString());
    refused("Unknown row `curio`; known: reference, " + SECOND.name() + ", ", "--only", "curio");
    refused("There is no rule `loop`", "--rule", "loop");
  }

  private void refused(String sentence, String... more) {
    Cli matrix = matrix(more);
    assertThat(matrix.err()).contains(sentence).hasLineCount(1);
    assertThat(matrix.out()).isEmpty();
    assertThat(matrix.status()).isEqualTo(ExitStatus.USAGE);
  }

  private void runTiny(String row) {
    String out = folder.resolve("out").resolve(row).toString();
    Cli.run("run", "--impl", "tiny", "--rule", "loop.new.fresh", "--out", out);
  }

  private Cli matrix(String... more) {
    List<String> arguments = new ArrayList<>(List.of("matrix", "--only", "reference"));
    arguments.addAll(List.of("--rule", "loop.new.fresh"));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private Path page(String text) throws IOException {
    return Files.writeString(folder.resolve("page.md"), text);
  }
}
