package io.asynciotck.tck.rules.io;

import io.asynciotck.api.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Cancellations of tasks that send a file. */
abstract class FileCancellationRuleTest extends IoCancellationRuleTest {

  private @Nullable Path path;

  /** A file that is larger than what a socket takes; it is deleted after the test. */
  final File file() throws Exception {
    Path made = Files.createTempFile("asyncio-tck", ".bin");
    made.toFile().deleteOnExit(); // The program of a failure makes it once more.
    path = made;
    return bench.files().write(made, much());
  }

  @AfterEach
  void deleteTheFile() throws Exception {
    if (path != null) {
      Files.deleteIfExists(path);
    }
  }
}
