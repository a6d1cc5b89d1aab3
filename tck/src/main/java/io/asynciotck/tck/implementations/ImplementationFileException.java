package io.asynciotck.tck.implementations;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A file about implementations cannot be read; the message names it and says what is wrong. */
public final class ImplementationFileException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  ImplementationFileException(String file, String problem, @Nullable Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
