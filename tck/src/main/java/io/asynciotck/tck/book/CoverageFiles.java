package io.asynciotck.tck.book;

import io.asynciotck.spec.DocsCoverage;
import io.asynciotck.spec.PageCoverage;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files that say what became of the documentation, in a folder of sources. */
public final class CoverageFiles {

  private static final String SUFFIX = ".tsv";

  private CoverageFiles() {}

  /**
   * Reads them.
   *
   * @param folder where they are
   * @throws UnreadableException if the folder cannot be read
   */
  public static DocsCoverage read(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new UnreadableException("Cannot read `" + folder + "`", unreadable);
    }
    return DocsCoverage.parse(texts);
  }

  /**
   * Writes them.
   *
   * @param folder where they are
   * @param pages what they say
   * @throws UnreadableException if the folder cannot be written
   */
  public static void write(Path folder, List<PageCoverage> pages) {
    try {
      for (PageCoverage page : pages) {
        Files.writeString(folder.resolve(page.page() + SUFFIX), page.text());
      }
    } catch (IOException unwritable) {
      throw new UnreadableException("Cannot write into `" + folder + "`", unwritable);
    }
  }
}
