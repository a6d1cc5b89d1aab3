package io.asynciotck.stress.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user sees it, on results that nobody measured. */
class BenchRunTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path results;
  private Path baseline;

  @BeforeEach
  void nameFiles() {
    results = folder.resolve("results.json");
    baseline = folder.resolve("baseline.json");
  }

  @Test
  void ratiosThatAreWhatTheyWereAreFine() throws IOException {
    writeResults(10, 20);
    assertThat(bench("--write-baseline")).isEqualTo(BenchRun.FINE);
    assertThat(bench()).isEqualTo(BenchRun.FINE);
    assertThat(out.toString()).contains("none has worsened by more than half");
  }

  @Test
  void ratiosThatHaveWorsenedFail() throws IOException {
    writeResults(10, 20);
    assertThat(bench("--write-baseline")).isEqualTo(BenchRun.FINE);
    writeResults(16, 20);
    assertThat(bench()).isEqualTo(BenchRun.WORSENED);
    assertThat(out.toString()).contains("WORSE   sleep-0-100 against floor: ratio 1.25, was 2.00");
  }

  @Test
  void aRunInWhichEverythingMovedDecidesNothing() throws IOException {
    writeResults(10, 20, 40, 90);
    assertThat(bench("--write-baseline")).isEqualTo(BenchRun.FINE);
    assertThat(bench()).isEqualTo(BenchRun.NOT_MEASURED);
    assertThat(out.toString()).contains("Nothing could be compared");
  }

  @Test
  void garbageIsNoBaseline() throws IOException {
    writeResults(10, 20);
    Files.writeString(baseline, "{\"sleep-0-100\": 7}");
    assertThat(bench()).isEqualTo(BenchRun.WRONG_USAGE);
    assertThat(err.toString()).startsWith("Cannot read the baseline `" + baseline + "`: ");
  }

  @Test
  void aPeerThatIsUnknownIsNoBaseline() throws IOException {
    writeResults(10, 20);
    Files.writeString(baseline, "{\"sleep-0-100\": {\"tornado\": 1.0}}");
    assertThat(bench()).isEqualTo(BenchRun.WRONG_USAGE);
    assertThat(err.toString()).contains("`tornado: 1.0` in the case sleep-0-100");
  }

  @Test
  void aBaselineThatIsNotThereIsNamed() throws IOException {
    writeResults(10, 20);
    assertThat(bench()).isEqualTo(BenchRun.WRONG_USAGE);
    assertThat(err.toString()).startsWith("Cannot read the baseline `" + baseline + "`: ");
  }

  @Test
  void garbageIsNoResults() throws IOException {
    Files.writeString(results, "[]");
    assertThat(execute("--from", results.toString())).isEqualTo(BenchRun.WRONG_USAGE);
    assertThat(err.toString()).contains("results `" + results + "`");
  }

  @Test
  void anUnknownCaseIsRefusedWithThoseThatAreKnown() {
    assertThat(execute("--only", "sleep")).isEqualTo(BenchRun.WRONG_USAGE);
    assertThat(err.toString()).startsWith("Unknown case `sleep`; known: [sleep-0-1, ");
  }

  @Test
  void anInterpreterThatIsGivenMustBeOne() {
    String absent = folder.resolve("python3").toString();
    assertThat(execute("--python", absent)).isEqualTo(BenchRun.WRONG_USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "The program of --python does not run CPython: `" + absent + "`");
  }

  @Test
  void theTableReplacesTheSectionOfAFile() throws IOException {
    writeResults(10, 20);
    Path readme = folder.resolve("README.md");
    Files.writeString(readme, "a\n<!-- benchmarks -->\nold\n<!-- end of benchmarks -->\nb\n");
    assertThat(execute("--from", results.toString(), "--markdown", readme.toString()))
        .isEqualTo(BenchRun.FINE);
    assertThat(Files.readString(readme))
        .startsWith("a\n<!-- benchmarks -->\n- Machine: 2 cores\n")
        .contains("| await sleep(0), 100 tasks | 10.0 ns |")
        .doesNotContain("old")
        .endsWith("<!-- end of benchmarks -->\nb\n");
  }

  @Test
  void aFileWithoutTheSectionIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path readme = Files.writeString(folder.resolve("README.md"), "nothing");
    assertThat(execute("--markdown", readme.toString())).isEqualTo(BenchRun.WRONG_USAGE);
    assertThat(err.toString()).contains("<!-- benchmarks -->");
  }

  @Test
  void aFileForTheTableThatIsNotThereIsNamed() {
    Path absent = folder.resolve("README.md");
    assertThat(execute("--markdown", absent.toString())).isEqualTo(BenchRun.WRONG_USAGE);
    assertThat(err.toString())
        .startsWith("Cannot read the file of --markdown, `" + absent + "`: ")
        .contains("NoSuchFile");
  }

  private int bench(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--short", "--only", "sleep-0-100"));
    arguments.addAll(List.of("--from", results.toString(), "--baseline", baseline.toString()));
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return BenchRun.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private void writeResults(double reference, double... floors) throws IOException {
    Case switches = BenchRun.shortForm().getFirst();
    double[] references = new double[floors.length];
    Arrays.fill(references, reference);
    new SampleResults()
        .cost(switches, Peer.REFERENCE, references)
        .cost(switches, Peer.FLOOR, floors)
        .get()
        .write(results);
  }
}
