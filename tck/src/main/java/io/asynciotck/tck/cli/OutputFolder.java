package io.asynciotck.tck.cli;

import io.asynciotck.tck.run.KitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that {@code --out} names. */
final class OutputFolder {
  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder, before anything is run.
   *
   * @throws IllegalArgumentException if nothing can be written there
   */
  static OutputFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".asyncio-tck", ".tmp"));
      return new OutputFolder(folder);
    } catch (IOException unwritable) {
      throw new IllegalArgumentException(
          "Cannot write into --out `" + folder + "`: " + unwritable, unwritable);
    }
  }

  void write(KitResult result) throws IOException {
    Files.writeString(folder.resolve("results.json"), ResultsJson.of(result));
  }
}
