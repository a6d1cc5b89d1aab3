package io.asynciotck.tck.cli.dev;

import java.io.Serial;

/** Sources that do not compile, with the compiler's messages. */
final class CompilationFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  CompilationFailedException(String messages) {
    super(messages);
  }
}
