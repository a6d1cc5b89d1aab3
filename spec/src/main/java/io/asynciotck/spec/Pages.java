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

/** Finds the pages of a directory of the class path, which may be packed in a jar. */
final class Pages {

  private static final String SUFFIX = ".md";

  private Pages() {}

  /**
   * Reads every page beside the given one.
   *
   * @return the texts by file name, in alphabetical order
   */
  static Map<String, String> beside(URL page) {
    try {
      URLConnection connection = page.openConnection();
      return connection instanceof JarURLConnection jar
          ? packed(jar)
          : unpacked(Path.of(page.toURI()).resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the pages of the rule book beside " + page, e);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Not the address of a page: " + page, e);
    }
  }

  private static Map<String, String> unpacked(Path directory) throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
        pages.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return pages;
  }

  /** A jar need not have entries for its directories, so this looks at the names of its files. */
  private static Map<String, String> packed(JarURLConnection page) throws IOException {
    page.setUseCaches(false);
    String directory = page.getEntryName().substring(0, page.getEntryName().lastIndexOf('/') + 1);
    Map<String, String> pages = new TreeMap<>();
    try (JarFile jar = page.getJarFile()) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith(directory)
            && name.endsWith(SUFFIX)
            && name.indexOf('/', directory.length()) < 0) {
          pages.put(name.substring(directory.length()), text(jar, entry));
        }
      }
    }
    return pages;
  }

  private static String text(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream stream = jar.getInputStream(entry)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
