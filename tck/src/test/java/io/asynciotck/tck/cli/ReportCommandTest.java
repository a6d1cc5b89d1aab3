package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Results that are put together. */
final class ReportCommandTest {

  /** What a run of the tiny loop has written. */
  private static String written = "";

  @TempDir private Path folder;

  @BeforeAll
  static void runOnce(@TempDir Path out) throws IOException {
    Cli run = run("tiny", "--rule", "loop.new.fresh", "--out", out.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.CONFORMANT);
    written = Files.readString(out.resolve("results.json"));
  }

  @BeforeEach
  void copy() throws IOException {
    write("a", written);
  }

  @ParameterizedTest
  @CsvSource({
    "conformant, pass, 0",
    "drifted, stale, 4",
    "not-conformant, fail, 1",
    "interrupted, pass, 130"
  })
  void theStatusIsThatOfTheRuns(String verdict, String rule, int status) throws IOException {
    copy(
        "a",
        "b",
        text ->
            text.replace("\"conformant\"", '"' + verdict + '"')
                .replace("\"pass\"", '"' + rule + '"'));
    Cli report = report("a", "b");
    assertThat(report.status()).isEqualTo(status);
    assertThat(report.out())
        .contains("| tiny 1.0 (a) | py3.14 | conformant |")
        .contains("| tiny 1.0 (b) | py3.14 | " + verdict.replace('-', ' ') + " |")
        .endsWith(path("out") + "/report.html\n");
  }

  @Test
  void everyRunHasFilesOfItsOwn() throws IOException {
    copy("a", "b", UnaryOperator.identity());
    report("a", "b");
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "report.html",
              "summary.md",
              "tiny-1.0-a-py3.14-results.json",
              "tiny-1.0-a-py3.14-junit.xml",
              "tiny-1.0-a-py3.14-badge.json",
              "tiny-1.0-b-py3.14-results.json",
              "tiny-1.0-b-py3.14-junit.xml",
              "tiny-1.0-b-py3.14-badge.json");
    }
  }

  @Test
  void whatWasPutTogetherCanBeReadAgain() throws IOException {
    shard("1/2", 7, "s1");
    shard("2/2", 7, "s2");
    assertThat(report("s1", "s2").status()).isEqualTo(ExitStatus.CONFORMANT);
    String merged = Files.readString(folder.resolve("out/results.json"));
    assertThat(merged).doesNotContain("\"shard\"").contains("loop.new.fresh", "loop.new.own-queue");
    write("merged", merged);
    assertThat(report("merged").err()).isEmpty();
    assertThat(Files.readString(folder.resolve("out/results.json"))).isEqualTo(merged);
  }

  @Test
  void aFileIsAsGoodAsItsFolder() throws IOException {
    Files.writeString(folder.resolve("old.json"), written);
    assertThat(report("a/results.json", "old.json").out())
        .contains("| tiny 1.0 (a) | py3.14 |", "| tiny 1.0 (old) | py3.14 |");
  }

  @Test
  void whatHasChangedSinceIsToldAcrossVersionsOfTheKit() throws IOException {
    Files.createDirectory(folder.resolve("before"));
    copy(
        "a",
        "before/a",
        text ->
            text.replaceFirst("\"kit\" : \"[^\"]*\"", "\"kit\" : \"asyncio-tck 0.0.9\"")
                .replaceFirst("\"date\" : \"20..", "\"date\" : \"2001")
                .replace("\"conformant\"", "\"not-conformant\"")
                .replace("\"pass\"", "\"fail\""));
    Cli report = report("--earlier", path("before/a"), "--history", path("kept/h.json"), "a");
    assertThat(report.err()).isEmpty();
    assertThat(report.status()).isEqualTo(ExitStatus.CONFORMANT);
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .containsSubsequence(
            "<h2 id=\"trend\">",
            "0 faults, 1 before; 2 runs",
            "1 no longer a fault</span> <a href=\"#loop.new.fresh\">",
            "<td>asyncio-tck 0.0.9</td>");
    String kept = Files.readString(folder.resolve("kept/h.json"));
    assertThat(report("--history", path("kept/h.json"), "a").status()).isZero();
    assertThat(Files.readString(folder.resolve("kept/h.json"))).isEqualTo(kept);
  }

  @Test
  void withoutEarlierRunsThereIsNoTrend() throws IOException {
    report("a");
    assertThat(Files.readString(folder.resolve("out/report.html"))).doesNotContain("id=\"trend\"");
  }

  @Test
  void whatIsNoHistoryIsRefusedAndKept() throws IOException {
    Files.writeString(folder.resolve("h.json"), "{}");
    refused(
        "is not what --history has written: `schema` is missing", "--history", path("h.json"), "a");
    assertThat(folder.resolve("h.json")).hasContent("{}");
    refused("`" + path("a") + "` is a folder, and not a file", "--history", path("a"), "a");
    refused("`" + path("none") + "` is no folder", "--earlier", path("none"), "a");
  }

  static Stream<Arguments> wrongResults() {
    return Stream.of(
        arguments("^.*$", "", "it is no JSON object"),
        arguments("\\}\\s*$", "", "it is no JSON, or cut off, in line"),
        arguments("^.*$", "[]", "it is no JSON object"),
        arguments("\"kit\"", "\"kid\"", "`kit` is missing"),
        arguments(
            "asyncio-tck \\(not", "asyncio-tck 0.0.9 (not", "was written by asyncio-tck 0.0.9"),
        arguments("\"rules\" : \\[.*\\]", "\"rules\" : 5", "`rules` is no list"),
        arguments("\"profile\" : \"[^\"]*\"", "\"profile\" : 5", "`profile` is no text"),
        arguments("\"conformant\"", "\"fine\"", "unknown conclusion `fine`"),
        arguments("\"pass\"", "\"good\"", "unknown verdict `good`"),
        arguments("\"loop.new.fresh\"", "\"loop.new.flesh\"", "there is no rule `loop.new.flesh`"),
        arguments("\"seed\" :", "\"shard\" : \"a/b\", \"seed\" :", "`a/b` is no shard"),
        arguments(
            "\"conformant\"", "\"drifted\"", "says `drifted`, but its rules say `conformant`"),
        arguments("\"schema\" : 1", "\"schema\" : 2", "its schema is not 1"),
        arguments("\"seconds\" : [^,\\s]*", "\"seconds\" : true", "`seconds` is no number"),
        arguments("\"date\" : \"20", "\"date\" : \"x", "could not be parsed"));
  }

  @ParameterizedTest
  @MethodSource("wrongResults")
  void resultsThatNoRunHasWrittenAreRefused(String part, String instead, String sentence)
      throws IOException {
    copy("a", "b", text -> text.replaceFirst("(?s)" + part, instead));
    refused(sentence, "a", "b");
  }

  @Test
  void aFolderMustHaveResultsAndComeOnce() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    refused("`" + path("empty") + "` has no results.json: name a folder that", "empty");
    refused("`" + path("nowhere") + "` is no folder", "nowhere");
    refused("`" + path("a") + "` is given twice", "a", "a");
  }

  @Test
  void theReportMustGoSomewhere() throws IOException {
    Files.createFile(folder.resolve("out"));
    refused("Cannot write into --out `" + path("out") + "`: it is a file", "a");
  }

  @Test
  void onlyTheShardsOfOneRunGoTogether() throws IOException {
    shard("1/3", 7, "s1");
    String first = Files.readString(folder.resolve("s1/results.json"));
    write("s2", first.replace("1/3", "2/3"));
    refused("Of tiny 1.0, profile py3.14, only some shards are here; missing: 3/3", "s1", "s2");
    write("again", first.replace("1/3", "2/3"));
    refused("are both shard 2/3 of tiny 1.0", "s1", "s2", "again");
    String third = first.replace("1/3", "3/3");
    write("later", third.replace("\"seed\" : 7", "\"seed\" : 8"));
    refused("the seed is `7`, in `" + path("later") + "` it is `8`", "s1", "s2", "later");
    write("fourth", third.replace("3/3", "3/4"));
    refused("the number of shards is `3`", "s1", "s2", "fourth");
    write("other", third.replace("\"1.0\"", "\"2.0\""));
    refused("Of tiny 1.0, profile py3.14, only some shards", "s1", "s2", "other");
    write("selected", third.replace("--rule loop.new.*", "--class core"));
    refused("the selection of rules is `--rule loop.new.*`", "s1", "s2", "selected");
  }

  @Test
  void anInterruptedShardInterruptsTheWhole() throws IOException {
    shard("1/2", 7, "s1");
    shard("2/2", 7, "s2");
    copy("s2", "cut", text -> text.replace("\"conformant\"", "\"interrupted\""));
    assertThat(report("s1", "s2").status()).isEqualTo(ExitStatus.CONFORMANT);
    Cli report = report("s1", "cut");
    assertThat(report.out()).contains("| tiny 1.0 | py3.14 | interrupted |");
    assertThat(report.status()).isEqualTo(ExitStatus.INTERRUPTED);
  }

  @Test
  void whatNobodyCanPrintIsReportedAllTheSame() throws Exception {
    String classPath = Providers.registered(folder, Providers.Unprintable.class);
    Cli run =
        run("odd", "--classpath", classPath, "--rule", "loop.close.closed", "--out", path("odd"));
    assertThat(run.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
    assertThat(run.err()).isEmpty();
    String readable = "␀ \ufffd ]]> <script>alert(1)</script> `a` | b";
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("odd/junit.xml").toFile())
                .getElementsByTagName("failure")
                .item(0)
                .getTextContent())
        .contains(readable.replace("\ufffd", "?"));
    assertThat(Files.readString(folder.resolve("odd/report.html"), StandardCharsets.UTF_8))
        .contains("]]&gt; &lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
  }

  private void shard(String shard, int seed, String out) {
    Cli run =
        run(
            "tiny",
            "--rule",
            "loop.new.*",
            "--shard",
            shard,
            "--seed",
            String.valueOf(seed),
            "--out",
            path(out));
    assertThat(run.err()).isEmpty();
  }

  private static Cli run(String name, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "--impl", name));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private void refused(String sentence, String... folders) {
    Cli report = report(folders);
    assertThat(report.err()).contains(sentence).hasLineCount(1);
    assertThat(report.out()).isEmpty();
    assertThat(report.status()).isEqualTo(ExitStatus.USAGE);
  }

  private Cli report(String... folders) {
    List<String> arguments = new ArrayList<>(List.of("report", "--out", path("out")));
    Stream.of(folders)
        .map(word -> word.startsWith("-") || word.startsWith("/") ? word : path(word))
        .forEach(arguments::add);
    return Cli.run(arguments.toArray(String[]::new));
  }

  private void copy(String from, String to, UnaryOperator<String> change) throws IOException {
    write(to, change.apply(Files.readString(folder.resolve(from).resolve("results.json"))));
  }

  private void write(String to, String results) throws IOException {
    Path out = Files.createDirectories(folder.resolve(to));
    Files.writeString(out.resolve("results.json"), results);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
