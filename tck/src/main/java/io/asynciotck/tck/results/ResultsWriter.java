package io.asynciotck.tck.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code results.json}: the results, for programs. */
public final class ResultsWriter {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ResultsWriter() {}

  /** Returns the text of the file. */
  public static String toJson(RunResult run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(Keys.SCHEMA, Keys.SCHEMA_VERSION);
    json.put(Keys.KIT, run.origin().kit());
    json.put(Keys.DATE, run.origin().date().toString());
    json.put(Keys.MACHINE, machine(run.origin()));
    json.put(Keys.IMPLEMENTATION, run.subject().implementation());
    json.put(Keys.VERSION, run.subject().version());
    json.put(Keys.PROFILE, run.subject().profile());
    json.put(Keys.SEED, run.subject().seed());
    putUnlessEmpty(json, Keys.MISSING_HERE, run.subject().missing());
    putUnlessEmpty(json, Keys.SELECTION, run.invocation().selection());
    if (!run.invocation().shard().isWhole()) {
      json.put(Keys.SHARD, run.invocation().shard().toString());
    }
    json.put(Keys.REPLAY, run.invocation().replay());
    json.put(Keys.VERDICT, run.conclusion().key());
    json.put(Keys.RULES, run.rules().stream().map(ResultsWriter::rule).toList());
    json.put(Keys.NOT_TESTABLE, run.notTestable());
    return MAPPER.writeValueAsString(json) + "\n";
  }

  private static Map<String, Object> machine(Origin origin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(Keys.SYSTEM, origin.system());
    json.put(Keys.CORES, origin.cores());
    json.put(Keys.JDK, origin.jdk());
    return json;
  }

  private static Map<String, Object> rule(RuleResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(Keys.ID, result.id());
    json.put(Keys.LEVEL, result.rule().level().label());
    json.put(Keys.CLASS, result.rule().conformanceClass().label());
    json.put(Keys.VERDICT, result.verdict().key());
    json.put(Keys.DECIDES, result.rule().decides());
    putUnlessEmpty(json, Keys.REASON, result.reason());
    putUnlessEmpty(json, Keys.CHANGED, result.changed());
    putUnlessEmpty(json, Keys.BLOCKED_BY, result.blockers());
    json.put(Keys.TESTS, result.tests().stream().map(ResultsWriter::test).toList());
    return json;
  }

  private static Map<String, Object> test(TestResult test) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(Keys.TEST, test.test());
    json.put(Keys.VERDICT, test.verdict().key());
    json.put(Keys.SECONDS, seconds(test.took()));
    putUnlessEmpty(json, Keys.REASON, test.reason());
    putUnlessEmpty(json, Keys.RESTS_ON, test.grounds());
    putUnlessEmpty(json, Keys.AMONG, test.among());
    putUnlessEmpty(json, Keys.CLOCKS, test.clocks().stream().map(Clock::key).toList());
    if (test.failure() != null) {
      json.put(Keys.FAILURE, failure(test.failure()));
    }
    return json;
  }

  private static BigDecimal seconds(Duration took) {
    return BigDecimal.valueOf(took.toNanos(), 9).setScale(3, RoundingMode.HALF_UP);
  }

  private static Map<String, Object> failure(Failure failure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(Keys.RULE, failure.rule());
    putUnlessEmpty(json, Keys.COMPARED, failure.compared());
    if (!failure.expected().isEmpty()) {
      json.put(Keys.EXPECTED, failure.expected());
      json.put(Keys.OBSERVED, failure.observed());
    }
    if (!failure.iterations().isEmpty()) {
      json.put(Keys.ITERATIONS, failure.iterations());
    }
    putUnlessEmpty(json, Keys.MISSING, failure.missing());
    putUnlessEmpty(json, Keys.TEXT, failure.text());
    putUnlessEmpty(json, Keys.SOURCE, failure.source());
    putUnlessEmpty(json, Keys.ALONE, failure.alone());
    if (!failure.program().text().isEmpty()) {
      json.put(Keys.PROGRAM, failure.program().text());
      json.put(Keys.TELLING, failure.program().telling().key());
    }
    return json;
  }

  private static void putUnlessEmpty(Map<String, Object> json, String key, List<String> values) {
    if (!values.isEmpty()) {
      json.put(key, values);
    }
  }

  private static void putUnlessEmpty(Map<String, Object> json, String key, String text) {
    if (!text.isEmpty()) {
      json.put(key, text);
    }
  }
}
