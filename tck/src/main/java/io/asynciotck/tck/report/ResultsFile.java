package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.report.RunData.Part;
import io.asynciotck.tck.report.RunData.RuleData;
import io.asynciotck.tck.report.RunData.TestData;
import io.asynciotck.tck.run.Conclusion;
import io.asynciotck.tck.run.Verdict;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code results.json}. */
public final class ResultsFile {
  /** The name of the file. */
  public static final String NAME = "results.json";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern SHARD = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  private ResultsFile() {}

  /**
   * Reads what {@code run --out} has written.
   *
   * @param kit name and version of this kit: results of another may speak of other rules
   * @throws IllegalArgumentException if there are no results, or they cannot be read
   */
  public static RunData read(Path folder, String kit, RuleBook book) {
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
      checkKit(file, text(json, "kit"), kit);
      return run(folder, json, book);
    } catch (JacksonException malformed) {
      String line = "line " + malformed.getLocation().getLineNr();
      throw refused(file, "it is no JSON, or cut off, in " + line, malformed);
    } catch (Malformed malformed) {
      throw refused(file, String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private static void checkKit(Path file, String written, String kit) {
    if (!written.equals(kit)) {
      throw new IllegalArgumentException(
          "`" + file + "` was written by " + written + ", but this is " + kit + ": run it again");
    }
  }

  private static IllegalArgumentException refused(Path file, String problem, Exception cause) {
    return new IllegalArgumentException(
        "`" + file + "` is not what a run has written: " + problem, cause);
  }

  private static RunData run(Path folder, JsonNode json, RuleBook book) {
    Map<String, RuleData> rules = new LinkedHashMap<>();
    for (JsonNode rule : list(json, "rules")) {
      RuleData parsed = rule(rule);
      if (book.find(parsed.id()).isEmpty()) {
        throw new Malformed("there is no rule `" + parsed.id() + "`");
      }
      if (rules.put(parsed.id(), parsed) != null) {
        throw new Malformed("`" + parsed.id() + "` is there twice");
      }
    }
    return new RunData(
        folder,
        text(json, "implementation") + " " + text(json, "version"),
        text(json, "profile"),
        child(json, "seed").asLong(0),
        part(json),
        known(() -> Conclusion.ofKey(text(json, "verdict"))),
        rules);
  }

  private static Part part(JsonNode json) {
    String selection = optional(json, "selection");
    if (!json.has("shard")) {
      return new Part(selection, 1, 1);
    }
    Matcher shard = SHARD.matcher(text(json, "shard"));
    if (!shard.matches()) {
      throw new Malformed("`" + text(json, "shard") + "` is no shard");
    }
    return new Part(selection, Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2)));
  }

  private static RuleData rule(JsonNode json) {
    List<TestData> tests = new ArrayList<>();
    list(json, "tests").forEach(test -> tests.add(test(test)));
    return new RuleData(
        text(json, "id"),
        text(json, "level"),
        text(json, "class"),
        known(() -> Verdict.ofKey(text(json, "verdict"))),
        child(json, "decides").asBoolean(true),
        optional(json, "reason"),
        optional(json, "changed"),
        tests);
  }

  private static TestData test(JsonNode json) {
    List<String> expected = new ArrayList<>();
    if (json.has("expected")) {
      list(json, "expected").forEach(trace -> expected.add(Legible.of(trace.asString(""))));
    }
    return new TestData(
        text(json, "test"),
        known(() -> Verdict.ofKey(text(json, "verdict"))),
        optional(json, "message"),
        expected,
        optional(json, "observed"),
        optional(json, "program"),
        optional(json, "python"),
        optional(json, "replay"));
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
    } catch (IllegalArgumentException unknown) {
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
