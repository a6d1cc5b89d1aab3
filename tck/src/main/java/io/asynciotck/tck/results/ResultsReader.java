package io.asynciotck.tck.results;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code results.json}. */
public final class ResultsReader {
  /** The name of the file. */
  public static final String NAME = "results.json";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final RuleBook book;

  private ResultsReader(RuleBook book) {
    this.book = book;
  }

  /**
   * Reads what {@code run --out} has written. Results of another kit are refused: they may speak of
   * other rules.
   *
   * @throws IllegalArgumentException if there are no results, or they cannot be read
   */
  public static SavedRun read(Path folder, RuleBook book) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          Files.isDirectory(folder)
              ? "`" + folder + "` has no results.json: name a folder that `run --out` has written"
              : "`" + folder + "` is no folder");
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("`" + file + "` cannot be read: access denied");
    }
    try {
      JsonNode json = MAPPER.readTree(file.toFile());
      if (!json.isObject()) {
        throw new Malformed("it is no JSON object");
      }
      checkKit(file, text(json, Keys.KIT));
      return new SavedRun(folder, new ResultsReader(book).run(json));
    } catch (JacksonException malformed) {
      String line = "line " + malformed.getLocation().getLineNr();
      throw refused(file, "it is no JSON, or cut off, in " + line, malformed);
    } catch (Malformed malformed) {
      throw refused(file, String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private static void checkKit(Path file, String written) {
    if (!written.equals(KitVersion.text())) {
      throw new IllegalArgumentException(
          "`%s` was written by %s, but this is %s: run it again"
              .formatted(file, written, KitVersion.text()));
    }
  }

  private static IllegalArgumentException refused(Path file, String problem, Exception cause) {
    return new IllegalArgumentException(
        "`" + file + "` is not what a run has written: " + problem, cause);
  }

  private RunResult run(JsonNode json) {
    if (number(json, Keys.SCHEMA) != Keys.SCHEMA_VERSION) {
      throw new Malformed("its schema is not " + Keys.SCHEMA_VERSION);
    }
    Conclusion said = known(() -> Conclusion.ofKey(text(json, Keys.VERDICT)));
    RunResult run =
        new RunResult(
            new Subject(
                text(json, Keys.IMPLEMENTATION),
                text(json, Keys.VERSION),
                text(json, Keys.PROFILE),
                number(json, Keys.SEED),
                texts(json, Keys.MISSING_HERE),
                ""),
            origin(json),
            invocation(json),
            rules(json),
            list(json, Keys.NOT_TESTABLE).valueStream().map(JsonNode::asString).toList(),
            said != Conclusion.INTERRUPTED);
    if (run.conclusion() != said) {
      throw new Malformed(
          "it says `%s`, but its rules say `%s`".formatted(said.key(), run.conclusion().key()));
    }
    return run;
  }

  private static Origin origin(JsonNode json) {
    JsonNode machine = child(json, Keys.MACHINE);
    return new Origin(
        text(json, Keys.KIT),
        known(() -> Instant.parse(text(json, Keys.DATE))),
        text(machine, Keys.SYSTEM),
        (int) number(machine, Keys.CORES),
        text(machine, Keys.JDK));
  }

  private static Invocation invocation(JsonNode json) {
    return new Invocation(
        text(json, Keys.REPLAY),
        optional(json, Keys.SELECTION),
        json.has(Keys.SHARD) ? known(() -> Shard.parse(text(json, Keys.SHARD))) : Shard.ALL);
  }

  private List<RuleResult> rules(JsonNode json) {
    Set<String> ids = new HashSet<>();
    List<RuleResult> rules = new ArrayList<>();
    for (JsonNode rule : list(json, Keys.RULES)) {
      RuleResult parsed = rule(rule);
      if (!ids.add(parsed.id())) {
        throw new Malformed("`" + parsed.id() + "` is there twice");
      }
      rules.add(parsed);
    }
    return rules;
  }

  private RuleResult rule(JsonNode json) {
    String id = text(json, Keys.ID);
    RuleText rule = book.find(id).orElseThrow(() -> new Malformed("there is no rule `" + id + "`"));
    return new RuleResult(
        rule,
        verdict(json),
        optional(json, Keys.REASON),
        optional(json, Keys.CHANGED),
        texts(json, Keys.BLOCKED_BY),
        list(json, Keys.TESTS).valueStream().map(test -> test(test, id)).toList());
  }

  private static TestResult test(JsonNode json, String rule) {
    @Nullable Failure failure = json.has(Keys.FAILURE) ? failure(child(json, Keys.FAILURE)) : null;
    return new TestResult(
        text(json, Keys.TEST),
        List.of(rule),
        verdict(json),
        optional(json, Keys.REASON),
        failure,
        texts(json, Keys.RESTS_ON),
        texts(json, Keys.AMONG),
        texts(json, Keys.CLOCKS).stream().map(Clock::ofKey).toList(),
        seconds(child(json, Keys.SECONDS)));
  }

  private static Failure failure(JsonNode json) {
    return new Failure(
        text(json, Keys.RULE),
        optional(json, Keys.COMPARED),
        texts(json, Keys.EXPECTED),
        optional(json, Keys.OBSERVED),
        optional(json, Keys.MISSING),
        optional(json, Keys.TEXT),
        optional(json, Keys.SOURCE),
        optional(json, Keys.ALONE),
        program(json));
  }

  private static Program program(JsonNode json) {
    return json.has(Keys.TELLING)
        ? new Program(
            optional(json, Keys.PROGRAM),
            known(() -> Program.Telling.ofKey(text(json, Keys.TELLING))))
        : Program.NOTHING;
  }

  private static Duration seconds(JsonNode json) {
    if (!json.isNumber()) {
      throw new Malformed("`" + Keys.SECONDS + "` is no number");
    }
    return Duration.ofNanos(json.decimalValue().movePointRight(9).longValue());
  }

  private static Verdict verdict(JsonNode json) {
    return known(() -> Verdict.ofKey(text(json, Keys.VERDICT)));
  }

  /** A list that may be absent. */
  private static List<String> texts(JsonNode json, String key) {
    return json.has(key)
        ? list(json, key).valueStream().map(text -> Legible.of(text.asString(""))).toList()
        : List.of();
  }

  private static String optional(JsonNode json, String key) {
    return json.has(key) ? text(json, key) : "";
  }

  private static String text(JsonNode json, String key) {
    JsonNode child = child(json, key);
    if (!child.isString()) {
      throw new Malformed("`" + key + "` is no text");
    }
    return Legible.of(child.asString());
  }

  private static long number(JsonNode json, String key) {
    JsonNode child = child(json, key);
    if (!child.isIntegralNumber()) {
      throw new Malformed("`" + key + "` is no number");
    }
    return child.asLong();
  }

  private static JsonNode list(JsonNode json, String key) {
    JsonNode child = child(json, key);
    if (!child.isArray()) {
      throw new Malformed("`" + key + "` is no list");
    }
    return child;
  }

  private static JsonNode child(JsonNode json, String key) {
    JsonNode child = json.get(key);
    if (child == null) {
      throw new Malformed("`" + key + "` is missing");
    }
    return child;
  }

  private static <T> T known(Supplier<T> lookUp) {
    try {
      return lookUp.get();
    } catch (Malformed said) {
      throw said;
    } catch (IllegalArgumentException | DateTimeException unknown) {
      throw new Malformed(String.valueOf(unknown.getMessage()));
    }
  }

  /** The file is JSON, but says something that no run says. */
  private static final class Malformed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Malformed(String problem) {
      super(problem);
    }
  }
}
