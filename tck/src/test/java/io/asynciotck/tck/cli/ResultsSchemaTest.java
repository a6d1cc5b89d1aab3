package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run writes is what the schema says. The words of the schema are those used in it. */
final class ResultsSchemaTest {
  private static final String SCHEMA = "/io/asynciotck/tck/results/results.schema.json";

  @TempDir private Path folder;

  @Test
  void passesFailuresAndWhatIsNotClaimedFit() throws IOException {
    String classPath = Providers.registered(folder, Providers.NeverClosed.class);
    run("--impl", "odd", "--classpath", classPath, "--class", "core", "--class", "gather");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aPartOfARunFits() throws IOException {
    run("--impl", "tiny", "--rule", "loop.close.*", "--shard", "1/2", "--seed", "7");
    assertThat(problems()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsSeen() throws IOException {
    JsonNode wrong =
        JsonMapper.shared()
            .readTree("{\"schema\": 2, \"seed\": \"x\", \"verdict\": \"fine\", \"more\": 1}");
    List<String> problems = new ArrayList<>();
    check(wrong, schema(), "", problems);
    assertThat(problems)
        .contains("/schema is not 1", "/seed is no integer", "/verdict is not known")
        .contains("/more is not known", " lacks kit");
  }

  private void run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "--out", folder.toString()));
    arguments.addAll(List.of(more));
    assertThat(Cli.run(arguments.toArray(String[]::new)).err()).isEmpty();
  }

  private List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    JsonNode results = JsonMapper.shared().readTree(folder.resolve("results.json"));
    check(results, schema(), "", problems);
    return problems;
  }

  private static JsonNode schema() throws IOException {
    try (InputStream stream = ResultsSchemaTest.class.getResourceAsStream(SCHEMA)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(stream));
    }
  }

  private static void check(JsonNode value, JsonNode rule, String at, List<String> problems)
      throws IOException {
    if (rule.has("$ref")) {
      String name = rule.path("$ref").asString().replace("#/$defs/", "");
      check(value, schema().path("$defs").path(name), at, problems);
      return;
    }
    if (rule.has("const") && !rule.path("const").equals(value)) {
      problems.add(at + " is not " + rule.path("const"));
    }
    if (rule.has("enum") && rule.path("enum").valueStream().noneMatch(value::equals)) {
      problems.add(at + " is not known");
    }
    if (rule.has("type") && !hasType(value, rule.path("type").asString())) {
      problems.add(at + " is no " + rule.path("type").asString());
    }
    if (rule.has("pattern")
        && !value.asString("").matches(".*" + rule.path("pattern").asString() + ".*")) {
      problems.add(at + " does not match");
    }
    checkObject(value, rule, at, problems);
    for (int i = 0; rule.has("items") && i < value.size(); i++) {
      check(value.get(i), rule.path("items"), at + "/" + i, problems);
    }
  }

  private static void checkObject(JsonNode value, JsonNode rule, String at, List<String> problems)
      throws IOException {
    for (JsonNode required : rule.path("required")) {
      if (!value.has(required.asString())) {
        problems.add(at + " lacks " + required.asString());
      }
    }
    for (String key : value.isObject() ? value.propertyNames() : List.<String>of()) {
      if (rule.path("properties").has(key)) {
        check(value.path(key), rule.path("properties").path(key), at + "/" + key, problems);
      } else {
        problems.add(at + "/" + key + " is not known");
      }
    }
  }

  private static boolean hasType(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> throw new AssertionError("a word that the schema did not have: " + type);
    };
  }
}
