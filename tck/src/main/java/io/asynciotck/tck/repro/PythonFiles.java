package io.asynciotck.tck.repro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The Python files that come with the kit for programs. */
final class PythonFiles {
  private static final String FOLDER = "/io/asynciotck/tck/agent/";

  private PythonFiles() {}

  /** Returns the text of one. */
  static String text(String name) {
    try (InputStream stream = PythonFiles.class.getResourceAsStream(FOLDER + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
