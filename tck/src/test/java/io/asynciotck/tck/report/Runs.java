package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.report.RunData.Part;
import io.asynciotck.tck.report.RunData.RuleData;
import io.asynciotck.tck.report.RunData.TestData;
import io.asynciotck.tck.run.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs as they are read, for tests of what is made of them. */
final class Runs {
  static final RuleBook BOOK = RuleBook.standard();
  static final String FIFO = "loop.call-soon.fifo";
  static final String ONCE = "loop.call-soon.once";
  static final String OBSERVED = "handle.cancel.itself";

  private Runs() {}

  /** A run with these results, whose conclusion follows from them. */
  static RunData run(String title, RuleData... results) {
    Map<String, RuleData> rules = new LinkedHashMap<>();
    Arrays.stream(results).forEach(rule -> rules.put(rule.id(), rule));
    return new RunData(
        Path.of(title),
        title,
        "py3.13.0",
        7,
        new Part("", 1, 1),
        RunData.conclude(rules.values()),
        rules);
  }

  static RuleData pass(String rule) {
    return result(rule, Verdict.PASS, "", List.of(test(Verdict.PASS, "")));
  }

  /** A rule whose test says this. */
  static RuleData broken(String rule, Verdict verdict, String message) {
    return result(rule, verdict, "", List.of(test(verdict, message)));
  }

  /** A rule for whose verdict there is a reason: an expectation, a class that is not claimed. */
  static RuleData because(String rule, Verdict verdict, String reason) {
    return result(rule, verdict, reason, List.of());
  }

  /** A rule that came out differently from run to run. */
  static RuleData changed(String rule) {
    return new RuleData(rule, "must", "core", Verdict.PASS, true, "", "2 PASS, 1 FAIL", List.of());
  }

  private static RuleData result(
      String rule, Verdict verdict, String reason, List<TestData> tests) {
    boolean decides = !rule.equals(OBSERVED);
    String level = decides ? "must" : "observed";
    return new RuleData(rule, level, "core", verdict, decides, reason, "", tests);
  }

  private static TestData test(Verdict verdict, String message) {
    return new TestData(
        "CallbacksTck.fifo",
        verdict,
        message,
        List.of("a, b", "b, a"),
        "c",
        message.isEmpty() ? "" : "@Test void fifo() { shouldBe(\"a, b\"); }",
        message.isEmpty() ? "" : "print('from Python')",
        message.isEmpty() ? "" : "asyncio-tck run --seed 7 --rule " + FIFO);
  }
}
