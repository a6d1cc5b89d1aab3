package io.asynciotck.tck.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run, as {@code results.json} has it.
 *
 * @param implementation the name of the implementation
 * @param version its version
 * @param profile the profile that it was held against
 * @param seed the seed that replays the properties
 * @param verdict the conclusion, as {@code not-conformant}
 * @param rules what came out for each rule, in the order of the book
 */
public record RunData(
    String implementation,
    String version,
    String profile,
    long seed,
    String verdict,
    Map<String, RuleData> rules) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * What came out for a rule.
   *
   * @param id the rule
   * @param level its level, in lower case
   * @param conformanceClass its class
   * @param verdict what came out, as {@code not-claimed}
   * @param decides whether a failure means that the implementation does not conform
   * @param reason why it is not claimed, or known to fail; empty otherwise
   * @param tests its tests
   */
  public record RuleData(
      String id,
      String level,
      String conformanceClass,
      String verdict,
      boolean decides,
      String reason,
      List<TestData> tests) {

    /** Returns whether the rule does not hold, and nobody expected that. */
    public boolean isFailure() {
      return List.of("fail", "hang", "crash").contains(verdict);
    }

    /** Returns the test that decided, if one was run. */
    public Optional<TestData> decidingTest() {
      return tests.stream().filter(test -> !test.message().isEmpty()).findFirst();
    }
  }

  /**
   * What came out of a test.
   *
   * @param test class and method
   * @param verdict what came out
   * @param message what a failure has to say; empty for a pass
   * @param expected the traces that the rule allows
   * @param observed the trace that was seen
   * @param program the source of the test; empty for a pass
   * @param python a Python program that shows the failure, and what came of running it; or why
   *     there is none; empty for a pass and for loops that are not Python's
   * @param replay the command that runs the test again; empty for a pass
   */
  public record TestData(
      String test,
      String verdict,
      String message,
      List<String> expected,
      String observed,
      String program,
      String python,
      String replay) {}

  /** Returns how people call the run: implementation and version. */
  public String title() {
    return implementation + " " + version;
  }

  /** Returns how many rules came out like this. */
  public long count(String wanted) {
    return rules.values().stream().filter(rule -> rule.verdict().equals(wanted)).count();
  }

  /** Returns the failures that decide. */
  public List<RuleData> failures() {
    return rules.values().stream().filter(rule -> rule.isFailure() && rule.decides()).toList();
  }

  /**
   * Reads a folder that {@code run --out} has written.
   *
   * @throws IllegalArgumentException if there are no results, or they cannot be read
   */
  public static RunData read(Path folder) {
    Path file = folder.resolve("results.json");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("`" + folder + "` has no results.json");
    }
    try {
      return parse(MAPPER.readTree(file.toFile()));
    } catch (JacksonException | NullPointerException malformed) {
      throw new IllegalArgumentException(
          "`" + file + "` is not what a run has written: " + malformed.getMessage(), malformed);
    }
  }

  private static RunData parse(JsonNode json) {
    Map<String, RuleData> rules = new LinkedHashMap<>();
    for (JsonNode rule : child(json, "rules")) {
      RuleData parsed = rule(rule);
      rules.put(parsed.id(), parsed);
    }
    return new RunData(
        text(json, "implementation"),
        text(json, "version"),
        text(json, "profile"),
        child(json, "seed").asLong(),
        text(json, "verdict"),
        rules);
  }

  private static RuleData rule(JsonNode json) {
    List<TestData> tests = new ArrayList<>();
    child(json, "tests").forEach(test -> tests.add(test(test)));
    return new RuleData(
        text(json, "id"),
        text(json, "level"),
        text(json, "class"),
        text(json, "verdict"),
        child(json, "decides").asBoolean(),
        optional(json, "reason"),
        tests);
  }

  private static TestData test(JsonNode json) {
    List<String> expected = new ArrayList<>();
    if (json.has("expected")) {
      child(json, "expected").forEach(trace -> expected.add(trace.asString()));
    }
    return new TestData(
        text(json, "test"),
        text(json, "verdict"),
        optional(json, "message"),
        expected,
        optional(json, "observed"),
        optional(json, "program"),
        optional(json, "python"),
        optional(json, "replay"));
  }

  private static String text(JsonNode json, String key) {
    return child(json, key).asString();
  }

  private static String optional(JsonNode json, String key) {
    return json.has(key) ? text(json, key) : "";
  }

  private static JsonNode child(JsonNode json, String key) {
    return Objects.requireNonNull(json.get(key), () -> "`" + key + "` is missing");
  }
}
