package io.asynciotck.tck.results;

import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what an object of a JSON file has to have. */
final class Fields {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Fields() {}

  /**
   * Reads a file.
   *
   * @param writer who writes such files, for the message about one that is another
   * @throws IllegalArgumentException if it cannot be read, or is another
   */
  static <T> T ofFile(Path file, String writer, Function<JsonNode, T> read) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException("`" + file + "` is a folder, and not a file");
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("`" + file + "` cannot be read: access denied");
    }
    try {
      JsonNode json = MAPPER.readTree(file.toFile());
      if (!json.isObject()) {
        throw new Malformed("it is no JSON object");
      }
      return read.apply(json);
    } catch (JacksonException malformed) {
      String line = "line " + malformed.getLocation().getLineNr();
      throw refused(file, writer, "it is no JSON, or cut off, in " + line, malformed);
    } catch (Malformed malformed) {
      throw refused(file, writer, String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private static IllegalArgumentException refused(
      Path file, String writer, String problem, Exception cause) {
    return new IllegalArgumentException(
        "`" + file + "` is not what " + writer + " has written: " + problem, cause);
  }

  /** A list that may be absent. */
  static List<String> texts(JsonNode json, String key) {
    return json.has(key)
        ? list(json, key).valueStream().map(text -> Legible.of(text.asString(""))).toList()
        : List.of();
  }

  /** A list that may be absent. */
  static List<Integer> numbers(JsonNode json, String key) {
    return json.has(key)
        ? list(json, key).valueStream().map(number -> number.asInt(0)).toList()
        : List.of();
  }

  static String optional(JsonNode json, String key) {
    return json.has(key) ? text(json, key) : "";
  }

  static String text(JsonNode json, String key) {
    JsonNode child = child(json, key);
    if (!child.isString()) {
      throw new Malformed("`" + key + "` is no text");
    }
    return Legible.of(child.asString());
  }

  static long number(JsonNode json, String key) {
    JsonNode child = child(json, key);
    if (!child.isIntegralNumber()) {
      throw new Malformed("`" + key + "` is no number");
    }
    return child.asLong();
  }

  static JsonNode list(JsonNode json, String key) {
    JsonNode child = child(json, key);
    if (!child.isArray()) {
      throw new Malformed("`" + key + "` is no list");
    }
    return child;
  }

  static JsonNode child(JsonNode json, String key) {
    JsonNode child = json.get(key);
    if (child == null) {
      throw new Malformed("`" + key + "` is missing");
    }
    return child;
  }

  static <T> T known(Supplier<T> lookUp) {
    try {
      return lookUp.get();
    } catch (Malformed said) {
      throw said;
    } catch (IllegalArgumentException | DateTimeException unknown) {
      throw new Malformed(String.valueOf(unknown.getMessage()));
    }
  }

  /** The file is JSON, but says something that no run says. */
  static final class Malformed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Malformed(String problem) {
      super(problem);
    }
  }
}
