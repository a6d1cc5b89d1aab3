package io.asynciotck.tck.implementations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Program;
import io.asynciotck.tck.results.Program.Telling;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import io.asynciotck.tck.stranger.TinyProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known to fail on the tiny loop, version 1.0, profile py3.14. */
final class ExpectationsTest {
  private static final RuleBook BOOK = RuleBook.standard();
  private static final Implementation TINY = new JvmImplementation(new TinyProvider());
  private static final String FIFO = "loop.call-soon.fifo";
  private static final String ENTRY =
      """

      [[expectation]]
      rule = "loop.call-soon.fifo"
      outcome = "fail"
      versions = "any"
      reason = "It is so."
      link = "https://example.org/1"
      """;
  private static final String FILE = "versions-of = \"python\"\n" + ENTRY;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "FAIL, KNOWN, It is so. (https://example.org/1)",
    "PASS, STALE, 'expected to FAIL, but it holds: It is so. (https://example.org/1)'",
    "HANG, HANG, 'expected to FAIL, not to HANG: It is so. (https://example.org/1)'",
    "CRASH, CRASH, 'expected to FAIL, not to CRASH: It is so. (https://example.org/1)'",
    "NOT_CLAIMED, NOT_CLAIMED, ''"
  })
  void whatComesOutIsJudged(Verdict seen, Verdict judged, String reason) throws IOException {
    RuleResult result = read(FILE).judge(new RuleResult(BOOK.get(FIFO), seen, "", List.of()));
    assertThat(result.verdict()).isEqualTo(judged);
    assertThat(result.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"FAIL, KNOWN", "HANG, HANG"})
  void aProgramOfAPropertyMayComeToAnotherEnd(Verdict own, Verdict judged) throws IOException {
    TestResult test =
        TestResult.failed("CallbacksTck.own", own, Failure.ofText(FIFO, ""), Duration.ZERO);
    TestResult property =
        TestResult.failed(
                "LoopProperties.any", Verdict.HANG, Failure.ofText(FIFO, ""), Duration.ZERO)
            .among(List.of("loop.call-soon.once"));
    RuleResult result = new RuleResult(BOOK.get(FIFO), Verdict.HANG, "", List.of(test, property));
    assertThat(read(FILE).judge(result).verdict()).isEqualTo(judged);
  }

  @ParameterizedTest
  @CsvSource({
    "FAIL, SAME_AS_ASYNCIO, KNOWN",
    "HANG, SAME_AS_ASYNCIO, KNOWN",
    "FAIL, TELLS, FAIL",
    "HANG, NONE, HANG"
  })
  void whatAProgramShowsOfAsyncioTooIsCpythons(Verdict seen, Telling telling, Verdict judged) {
    String rule = "stream-writer.wait-closed.cancelled-again";
    Failure failure = Failure.ofText(rule, "").withProgram(new Program("", telling));
    TestResult test = TestResult.failed("StreamsTck.own", seen, failure, Duration.ZERO);
    RuleResult result = new RuleResult(BOOK.get(rule), seen, "", List.of(test));
    assertThat(Expectations.shippedIn("nothing", TINY, BOOK).judge(result).verdict())
        .isEqualTo(judged);
  }

  @Test
  void anyOtherRuleIsLeftAlone() throws IOException {
    RuleResult other = new RuleResult(BOOK.get("loop.call-soon.once"), Verdict.FAIL, "", List.of());
    assertThat(read(FILE).judge(other)).isSameAs(other);
  }

  @ParameterizedTest
  @CsvSource({
    "python, >=3.14, true",
    "python, <3.14, false",
    "python, ==1.0, false",
    "loop, ==1.0, true",
    "loop, >=3, false"
  })
  void theConditionIsAboutWhatTheFileSays(String of, String versions, boolean expected)
      throws IOException {
    String file = FILE.replace("\"python\"", '"' + of + '"').replace("any", versions);
    assertThat(read(file).of(FIFO).isPresent()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"3.14\"', any, FAIL, KNOWN",
    "'\"3.14\"', any, PASS, STALE",
    "'\"3.13.18\"', any, FAIL, KNOWN",
    "'\"3.13.18\"', any, PASS, PASS",
    "'\"3.13.18\", \"3.14.1\"', '>=3.14.1', FAIL, KNOWN",
    "'\"3.13.18\", \"3.14.1\"', '>=3.14.1', PASS, PASS",
    "'\"3.14.1\", \"3.14.2\"', '>=3.14.2', FAIL, FAIL",
    "'\"3.13.18\"', <3.14, FAIL, KNOWN",
    "'\"3.13.18\", \"3.14.0\"', <3.14, FAIL, FAIL"
  })
  void whatNextVersionsHaveMayBeThereInOneThatNobodyHasSeen(
      String seen, String versions, Verdict outcome, Verdict judged) throws IOException {
    String file = "seen = [" + seen + "]\n" + FILE.replace("any", versions);
    RuleResult result = new RuleResult(BOOK.get(FIFO), outcome, "", List.of());
    assertThat(read(file).judge(result).verdict()).isEqualTo(judged);
  }

  @Test
  void twoEntriesMayBeAboutDifferentVersions() throws IOException {
    String old = ENTRY.replace("any", "<3.14").replace("\"fail\"", "\"hang\"");
    assertThat(read(FILE.replace("any", ">=3.14") + old).of(FIFO))
        .hasValueSatisfying(entry -> assertThat(entry.outcome()).isEqualTo(Verdict.FAIL));
  }

  @Test
  void whatIsIncludedHoldsUnlessTheFileSaysOtherwise() throws IOException {
    String included = "loop.stop.next-run";
    String own = FILE.replace(FIFO, "loop.stop.new-callbacks").replace("\"fail\"", "\"hang\"");
    Expectations expectations = read("include = [\"uvloop\"]\n" + own);
    assertThat(expectations.of(included)).isPresent();
    assertThat(expectations.of("loop.stop.new-callbacks"))
        .hasValueSatisfying(entry -> assertThat(entry.outcome()).isEqualTo(Verdict.HANG));
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        arguments("", "the file has no `versions-of`"),
        arguments("hello", "this is no TOML: "),
        arguments(FILE.replace("\"python\"", "\"ruby\""), "versions-of is `ruby`; known: loop, "),
        arguments(
            "versons = 1\n" + FILE, "the file has `versons`; known: expectation, find, include, "),
        arguments(FILE.replace("fifo", "fifi"), "expectation 1: There is no rule `loop.call-soon."),
        arguments(FILE.replace("rule =", "role ="), "expectation 1 has `role`; known: link, "),
        arguments(FILE + ENTRY.replace("reason = \"It is so.\"", ""), "2 has no `reason`"),
        arguments(FILE.replace("\"It is so.\"", "5"), "1: `reason` must be a text in quotation"),
        arguments(FILE.replace("It is so.", " "), "1: `reason` must be a text in quotation"),
        arguments(FILE.replace("\"fail\"", "\"pass\""), "1: outcome is `pass`; known: fail, hang"),
        arguments(FILE.replace("any", "3.13+"), "1: `3.13+` is no condition on a version; write"),
        arguments(FILE.replace("https", "gopher"), "1: link is `gopher://example.org/1`; write"),
        arguments(FILE.replace("https://", "see "), "1: link is `see example.org/1`; write an"),
        arguments(FILE + ENTRY, "`loop.call-soon.fifo` is there twice for version 3.14"),
        arguments("include = \"cpython\"\n" + FILE, "`include` must be a list"),
        arguments("include = [1]\n" + FILE, "the file: `include` must be a list of texts"),
        arguments("include = [\"nobody\"]\n" + FILE, "includes `nobody`, but no such file is"),
        arguments("expectation = 5\nversions-of = \"loop\"", "`expectation` must be a list"),
        arguments("expectation = [5]\nversions-of = \"loop\"", "write each as [[expectation]]"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void aWrongFileIsRefusedInOneSentenceThatNamesIt(String text, String sentence) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ImplementationFileException.class)
        .hasMessageStartingWith(file() + ": ")
        .hasMessageContaining(sentence)
        .satisfies(refused -> assertThat(refused.getMessage()).hasLineCount(1));
  }

  @Test
  void includesThatGoRoundAreRefused() {
    assertThatThrownBy(() -> read("include = [\"goes-round\"]\n" + FILE))
        .hasMessage(
            file()
                + ": includes go round in a circle: "
                + file()
                + ", goes-round.toml, goes-on.toml, goes-round.toml");
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws IOException {
    assertThatThrownBy(() -> Expectations.read(file(), TINY, BOOK))
        .hasMessage(file() + ": cannot be read: there is no such file");
    Files.write(file(), "versions-of = \"ä\"".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Expectations.read(file(), TINY, BOOK))
        .hasMessage(file() + ": cannot be read: it is not UTF-8");
  }

  private Expectations read(String text) throws IOException {
    Files.writeString(file(), text);
    return Expectations.read(file(), TINY, BOOK);
  }

  private Path file() {
    return folder.resolve("mine.toml");
  }
}
