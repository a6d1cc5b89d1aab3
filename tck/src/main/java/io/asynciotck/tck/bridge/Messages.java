package io.asynciotck.tck.bridge;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages as bytes: JSON in ASCII, under a limit. */
final class Messages {
  /** The version of the protocol that this kit speaks. */
  static final int PROTOCOL = 2;

  /** The largest message, in bytes. */
  static final int LIMIT = 16 << 20;

  private static final int SHORT = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Messages() {}

  static byte[] toBytes(JsonNode message) {
    byte[] bytes = MAPPER.writeValueAsBytes(message);
    if (bytes.length > LIMIT) {
      throw new IllegalArgumentException(
          "A message of %d bytes is over the limit of %d".formatted(bytes.length, LIMIT));
    }
    return bytes;
  }

  static JsonNode ofBytes(byte[] bytes, int offset, int length) {
    JsonNode message;
    try {
      message = MAPPER.readTree(bytes, offset, length);
    } catch (JacksonException malformed) {
      throw new AgentProtocolError(
          "The agent sent a message that is not JSON: "
              + shorten(new String(bytes, offset, length, StandardCharsets.ISO_8859_1)));
    }
    if (!message.isObject()) {
      throw new AgentProtocolError(
          "The agent sent a message that is not a JSON object: " + shorten(message));
    }
    return message;
  }

  static String shorten(Object text) {
    String all = String.valueOf(text);
    return all.length() <= SHORT ? all : all.substring(0, SHORT) + "…";
  }
}
