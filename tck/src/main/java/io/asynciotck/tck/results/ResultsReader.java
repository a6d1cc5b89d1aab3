package io.asynciotck.tck.results;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.Fields.Malformed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code results.json}. */
public final class ResultsReader {
  /** The name of the file. */
  public static final String NAME = "results.json";

  private final RuleBook book;

  private ResultsReader(RuleBook book) {
    this.book = book;
  }

  /**
   * Reads what {@code run --out} has written: its folder, or the file in it. Results of another kit
   * are refused: they may speak of other rules.
   *
   * @throws IllegalArgumentException if there are no results, or they cannot be read
   */
  public static SavedRun read(Path place, RuleBook book) {
    Path file = file(place);
    return Fields.ofFile(
        file,
        "a run",
        json -> {
          checkKit(file, Fields.text(json, Keys.KIT));
          return new SavedRun(folder(place, file), new ResultsReader(book).run(json));
        });
  }

  /**
   * Returns the results that a folder has, or a file that has them.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Path file(Path place) {
    Path file = Files.isRegularFile(place) ? place : place.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          Files.isDirectory(place)
              ? "`" + place + "` has no results.json: name a folder that `run --out` has written"
              : "`" + place + "` is no folder and no file");
    }
    return file;
  }

  /** Results go by the name of their folder; a file of another name goes by its own. */
  static Path folder(Path place, Path file) {
    if (!place.equals(file)) {
      return place;
    }
    String name = String.valueOf(file.getFileName());
    return name.equals(NAME)
        ? file.toAbsolutePath().normalize().resolveSibling("")
        : file.resolveSibling(name.replaceFirst("[.-]?(results)?\\.json$", ""));
  }

  private static void checkKit(Path file, String written) {
    if (!written.equals(KitVersion.text())) {
      throw new IllegalArgumentException(
          "`%s` was written by %s, but this is %s: run it again"
              .formatted(file, written, KitVersion.text()));
    }
  }

  private RunResult run(JsonNode json) {
    if (Fields.number(json, Keys.SCHEMA) != Keys.SCHEMA_VERSION) {
      throw new Malformed("its schema is not " + Keys.SCHEMA_VERSION);
    }
    Conclusion said = Fields.known(() -> Conclusion.ofKey(Fields.text(json, Keys.VERDICT)));
    RunResult run =
        new RunResult(
            new Subject(
                Fields.text(json, Keys.IMPLEMENTATION),
                Fields.text(json, Keys.VERSION),
                Fields.text(json, Keys.PROFILE),
                Fields.number(json, Keys.SEED),
                Fields.texts(json, Keys.MISSING_HERE),
                ""),
            origin(json),
            invocation(json),
            rules(json),
            Fields.list(json, Keys.NOT_TESTABLE).valueStream().map(JsonNode::asString).toList(),
            said != Conclusion.INTERRUPTED);
    if (run.conclusion() != said) {
      throw new Malformed(
          "it says `%s`, but its rules say `%s`".formatted(said.key(), run.conclusion().key()));
    }
    return run;
  }

  private static Origin origin(JsonNode json) {
    JsonNode machine = Fields.child(json, Keys.MACHINE);
    return new Origin(
        Fields.text(json, Keys.KIT),
        Fields.known(() -> Instant.parse(Fields.text(json, Keys.DATE))),
        Fields.text(machine, Keys.SYSTEM),
        (int) Fields.number(machine, Keys.CORES),
        Fields.text(machine, Keys.JDK));
  }

  private static Invocation invocation(JsonNode json) {
    return new Invocation(
        Fields.text(json, Keys.REPLAY),
        Fields.optional(json, Keys.SELECTION),
        json.has(Keys.SHARD)
            ? Fields.known(() -> Shard.parse(Fields.text(json, Keys.SHARD)))
            : Shard.ALL);
  }

  private List<RuleResult> rules(JsonNode json) {
    Set<String> ids = new HashSet<>();
    List<RuleResult> rules = new ArrayList<>();
    for (JsonNode rule : Fields.list(json, Keys.RULES)) {
      RuleResult parsed = rule(rule);
      if (!ids.add(parsed.id())) {
        throw new Malformed("`" + parsed.id() + "` is there twice");
      }
      rules.add(parsed);
    }
    return rules;
  }

  private RuleResult rule(JsonNode json) {
    String id = Fields.text(json, Keys.ID);
    RuleText rule = book.find(id).orElseThrow(() -> new Malformed("there is no rule `" + id + "`"));
    return new RuleResult(
        rule,
        verdict(json),
        Fields.optional(json, Keys.REASON),
        Fields.optional(json, Keys.CHANGED),
        Fields.texts(json, Keys.BLOCKED_BY),
        Fields.list(json, Keys.TESTS).valueStream().map(test -> test(test, id)).toList());
  }

  private static TestResult test(JsonNode json, String rule) {
    @Nullable Failure failure =
        json.has(Keys.FAILURE) ? failure(Fields.child(json, Keys.FAILURE)) : null;
    return new TestResult(
        Fields.text(json, Keys.TEST),
        List.of(rule),
        verdict(json),
        Fields.optional(json, Keys.REASON),
        failure,
        Fields.texts(json, Keys.RESTS_ON),
        Fields.texts(json, Keys.AMONG),
        Fields.texts(json, Keys.CLOCKS).stream().map(Clock::ofKey).toList(),
        seconds(Fields.child(json, Keys.SECONDS)));
  }

  private static Failure failure(JsonNode json) {
    return new Failure(
        Fields.text(json, Keys.RULE),
        Fields.optional(json, Keys.COMPARED),
        Fields.texts(json, Keys.EXPECTED),
        Fields.optional(json, Keys.OBSERVED),
        Fields.numbers(json, Keys.ITERATIONS),
        Fields.optional(json, Keys.MISSING),
        Fields.optional(json, Keys.TEXT),
        Fields.optional(json, Keys.SOURCE),
        Fields.optional(json, Keys.ALONE),
        program(json));
  }

  private static Program program(JsonNode json) {
    return json.has(Keys.TELLING)
        ? new Program(
            Fields.optional(json, Keys.PROGRAM),
            Fields.known(() -> Program.Telling.ofKey(Fields.text(json, Keys.TELLING))))
        : Program.NOTHING;
  }

  private static Duration seconds(JsonNode json) {
    if (!json.isNumber()) {
      throw new Malformed("`" + Keys.SECONDS + "` is no number");
    }
    return Duration.ofNanos(json.decimalValue().movePointRight(9).longValue());
  }

  private static Verdict verdict(JsonNode json) {
    return Fields.known(() -> Verdict.ofKey(Fields.text(json, Keys.VERDICT)));
  }
}
