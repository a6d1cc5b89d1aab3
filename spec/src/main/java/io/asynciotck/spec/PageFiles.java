package io.asynciotck.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Finds the pages of a directory of the class path, which may be packed in a jar. Those of the rule
 * book stand in folders, one for each chapter.
 */
final class PageFiles {

  private final int depth;
  private final String suffix;

  private PageFiles(int depth, String suffix) {
    this.depth = depth;
    this.suffix = suffix;
  }

  /**
   * Reads every page of the book that this page belongs to.
   *
   * @param page a page in the folder of its chapter
   * @return the texts by chapter and file name, such as {@code loop/callbacks.md}
   */
  static Map<String, String> around(URL page) {
    // A page has a chapter: neither a file next to the chapters nor one further down is a page.
    return new PageFiles(2, ".md").read(page);
  }

  /**
   * Reads every file that stands beside this one and ends alike.
   *
   * @param file the file
   * @param suffix how the names end
   * @return the texts by file name
   */
  static Map<String, String> beside(URL file, String suffix) {
    return new PageFiles(1, suffix).read(file);
  }

  private Map<String, String> read(URL page) {
    try {
      URLConnection connection = page.openConnection();
      return connection instanceof JarURLConnection jar
          ? packed(jar)
          : unpacked(home(Path.of(page.toURI())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the pages around " + page, e);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Not the address of a page: " + page, e);
    }
  }

  private Path home(Path page) {
    return page.resolve("../".repeat(depth)).normalize();
  }

  private Map<String, String> unpacked(Path directory) throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.find(directory, depth, (file, kind) -> kind.isRegularFile())) {
      for (Path file : files.map(directory::relativize).filter(this::isPage).toList()) {
        pages.put(name(file), Files.readString(directory.resolve(file)));
      }
    }
    return pages;
  }

  /** A jar need not have entries for its directories, so this looks at the names of its files. */
  private Map<String, String> packed(JarURLConnection page) throws IOException {
    page.setUseCaches(false);
    String directory = name(home(Path.of(page.getEntryName()))) + "/";
    Map<String, String> pages = new TreeMap<>();
    try (JarFile jar = page.getJarFile()) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith(directory) && isPage(Path.of(name.substring(directory.length())))) {
          pages.put(name.substring(directory.length()), text(jar, entry));
        }
      }
    }
    return pages;
  }

  private boolean isPage(Path file) {
    return file.getNameCount() == depth && file.toString().endsWith(suffix);
  }

  private static String name(Path file) {
    return file.toString().replace('\\', '/');
  }

  private static String text(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream stream = jar.getInputStream(entry)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
