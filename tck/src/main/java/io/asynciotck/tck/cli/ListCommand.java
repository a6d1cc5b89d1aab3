package io.asynciotck.tck.cli;

import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code asyncio-tck list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the rules, each with level, class, versions and number of tests.")
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class ListCommand implements Callable<Integer> {

  /** What the list can look like. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Mixin private SelectionOptions selection;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of: text, json. Default: text.")
  private Format format = Format.TEXT;

  @Override
  public Integer call() {
    RuleBook book = RuleBook.standard();
    List<RuleText> rules = selection.rules(book);
    TestIndex tests = TestIndex.of(rules);
    PrintWriter console = spec.commandLine().getOut();
    if (format == Format.JSON) {
      console.println(json(rules, tests));
    } else {
      rules.forEach(rule -> console.println(line(rule, tests)));
      console.printf("%n%s%n", Plural.of(rules.size(), "rule"));
    }
    return ExitStatus.CONFORMANT;
  }

  private static String line(RuleText rule, TestIndex tests) {
    return "%-50s %-8s  %-14s  %-24s %s"
        .formatted(
            rule.id(),
            rule.level().name(),
            rule.conformanceClass().label(),
            rule.versions(),
            Plural.of(tests.of(rule).size(), "test"));
  }

  private static String json(List<RuleText> rules, TestIndex tests) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    return mapper.writeValueAsString(rules.stream().map(rule -> entry(rule, tests)).toList());
  }

  private static Map<String, Object> entry(RuleText rule, TestIndex tests) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", rule.id());
    entry.put("level", rule.level().label());
    entry.put("class", rule.conformanceClass().label());
    entry.put("since", rule.since().toString());
    if (rule.until() != null) {
      entry.put("until", rule.until().toString());
    }
    entry.put("sentence", rule.sentence());
    entry.put(
        "sources",
        rule.evidence().stream()
            .filter(evidence -> evidence.kind() != Evidence.Kind.NOTES)
            .map(evidence -> Map.of("kind", evidence.kind().key(), "text", evidence.text()))
            .toList());
    entry.put("tests", tests.of(rule).size());
    return entry;
  }
}
