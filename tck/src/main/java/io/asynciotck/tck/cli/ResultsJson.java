package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.run.KitResult;
import io.asynciotck.tck.run.RuleResult;
import io.asynciotck.tck.run.TestResult;
import io.asynciotck.tck.run.TestSource;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code results.json}: what came out, for programs. */
final class ResultsJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ResultsJson() {}

  static String of(KitResult result, Invocation asked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kit", KitVersion.text());
    json.put("implementation", result.subject().implementation());
    json.put("version", result.subject().version());
    json.put("profile", result.subject().profile());
    json.put("seed", result.subject().seed());
    if (!asked.selection().isEmpty()) {
      json.put("selection", asked.selection());
    }
    if (asked.shard().count() > 1) {
      json.put("shard", asked.shard().toString());
    }
    json.put("verdict", result.conclusion().key());
    json.put(
        "rules", result.rules().stream().map(rule -> rule(result, rule, asked.replay())).toList());
    json.put("not-testable", result.notTestable().stream().map(RuleText::id).toList());
    return MAPPER.writeValueAsString(json) + "\n";
  }

  private static Map<String, Object> rule(KitResult run, RuleResult result, String replay) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", result.rule().id());
    json.put("level", result.rule().level().label());
    json.put("class", result.rule().conformanceClass().label());
    json.put("verdict", result.verdict().key());
    json.put("decides", run.subject().decides(result.rule()));
    if (!result.reason().isEmpty()) {
      json.put("reason", result.reason());
    }
    String changed = run.changed().get(result.rule().id());
    if (changed != null) {
      json.put("changed", changed);
    }
    json.put(
        "tests",
        result.tests().stream()
            .map(test -> test(test, replay + " --rule " + result.rule().id()))
            .toList());
    return json;
  }

  private static Map<String, Object> test(TestResult test, String replay) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("test", test.test());
    json.put("verdict", test.verdict().key());
    if (test.verdict().isFailure()) {
      json.put("message", test.message());
      json.put("expected", test.expected());
      json.put("observed", test.observed());
      TestSource.of(test.test()).ifPresent(source -> json.put("program", source));
      if (!test.python().isEmpty()) {
        json.put("python", test.python());
      }
      json.put("replay", replay);
    }
    return json;
  }
}
