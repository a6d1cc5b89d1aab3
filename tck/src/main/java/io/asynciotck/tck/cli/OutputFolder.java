package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.report.ReportFolder;
import io.asynciotck.tck.results.ResultsReader;
import io.asynciotck.tck.results.ResultsWriter;
import io.asynciotck.tck.results.RunResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder that {@code --out} names. */
record OutputFolder(Path folder, RuleBook book) {

  /**
   * Opens the folder, before anything is run, and removes the results of an earlier run: whoever
   * finds some later can rely on their being of this one.
   *
   * @param folder null for none
   * @throws IllegalArgumentException if nothing can be written there
   */
  static Optional<OutputFolder> open(@Nullable Path folder, RuleBook book) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".asyncio-tck", ".tmp"));
      for (String file : ReportFolder.FILES) {
        Files.deleteIfExists(folder.resolve(file));
      }
      return Optional.of(new OutputFolder(folder, book));
    } catch (IOException unwritable) {
      throw unwritable(folder, unwritable);
    }
  }

  /**
   * Writes the results: for programs, for CI systems, for people.
   *
   * @throws NotWrittenException if they cannot be written
   */
  void write(RunResult result) {
    try {
      ReportFolder.writeFile(folder.resolve(ResultsReader.NAME), ResultsWriter.toJson(result));
      ReportFolder.write(folder, List.of(ResultsReader.read(folder, book).result()), "", book);
    } catch (IOException unwritable) {
      throw new NotWrittenException(sentence(folder, unwritable), unwritable);
    }
  }

  /** What is thrown for a folder that is none, or cannot be one: that is for the user to mend. */
  static IllegalArgumentException unwritable(Path folder, IOException cause) {
    return new IllegalArgumentException(sentence(folder, cause), cause);
  }

  /** What is thrown if something could not be written, which need not be anybody's mistake. */
  static RuntimeException notWritten(Path folder, IOException cause) {
    return switch (cause) {
      case FileAlreadyExistsException _, AccessDeniedException _, NoSuchFileException _ ->
          unwritable(folder, cause);
      default -> new NotWrittenException(sentence(folder, cause), cause);
    };
  }

  private static String sentence(Path folder, IOException cause) {
    return "Cannot write into --out `" + folder + "`: " + reason(cause);
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case FileAlreadyExistsException file -> "it is a file";
      case AccessDeniedException denied -> "access denied";
      case NoSuchFileException impossible -> "it cannot be created";
      case FileSystemException refused when refused.getReason() != null -> refused.getReason();
      default ->
          cause.getClass().equals(IOException.class) && cause.getMessage() != null
              ? cause.getMessage()
              : cause.toString();
    };
  }
}
