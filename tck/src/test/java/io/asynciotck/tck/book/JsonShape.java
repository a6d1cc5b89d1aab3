package io.asynciotck.tck.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks JSON against as much of JSON Schema as the schemas of the kit use. */
final class JsonShape {

  private final JsonNode schema;
  private final List<String> problems = new ArrayList<>();

  JsonShape(JsonNode schema) {
    this.schema = schema;
  }

  List<String> problems(JsonNode data) {
    check(data, schema, "$");
    return problems;
  }

  private void check(JsonNode data, JsonNode shape, String where) {
    if (shape.has("$ref")) {
      check(data, schema.at(shape.path("$ref").asString().substring(1)), where);
    }
    if (shape.has("type") && !isOf(data, shape.path("type").asString())) {
      problems.add(where + " is no " + shape.path("type").asString());
      return;
    }
    if (shape.has("enum") && shape.path("enum").valueStream().noneMatch(data::equals)) {
      problems.add(where + " is " + data);
    }
    if (shape.has("pattern")
        && !Pattern.compile(shape.path("pattern").asString()).matcher(data.asString()).find()) {
      problems.add(where + " is " + data);
    }
    for (JsonNode name : shape.path("required")) {
      if (!data.has(name.asString())) {
        problems.add(where + " has no " + name);
      }
    }
    if (data.isObject() && shape.has("properties")) {
      for (Map.Entry<String, JsonNode> field : data.properties()) {
        JsonNode property = shape.path("properties").path(field.getKey());
        if (property.isMissingNode()) {
          problems.add(where + " has " + field.getKey());
        } else {
          check(field.getValue(), property, where + "." + field.getKey());
        }
      }
    }
    if (data.isArray() && shape.has("items")) {
      for (int i = 0; i < data.size(); i++) {
        check(data.path(i), shape.path("items"), where + "[" + i + "]");
      }
    }
  }

  private static boolean isOf(JsonNode data, String type) {
    return switch (type) {
      case "object" -> data.isObject();
      case "array" -> data.isArray();
      case "string" -> data.isString();
      case "boolean" -> data.isBoolean();
      default ->
          throw new IllegalArgumentException("A type that no schema of the kit has: " + type);
    };
  }
}
