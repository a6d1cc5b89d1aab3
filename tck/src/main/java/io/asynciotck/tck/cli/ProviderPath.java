package io.asynciotck.tck.cli;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where implementations are looked for besides the kit, from now until it is closed. */
final class ProviderPath implements AutoCloseable {
  private final @Nullable ClassLoader before = Thread.currentThread().getContextClassLoader();

  private ProviderPath() {}

  /**
   * Looks there as well.
   *
   * @param classPath folders and jars as {@code java --class-path} takes them; null for none
   * @throws IllegalArgumentException if one of them does not exist
   */
  static ProviderPath open(@Nullable String classPath) {
    ProviderPath opened = new ProviderPath();
    if (classPath != null) {
      Thread.currentThread()
          .setContextClassLoader(
              new URLClassLoader(
                  "providers", urls(classPath), ProviderPath.class.getClassLoader()));
    }
    return opened;
  }

  private static URL[] urls(String classPath) {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (entry.endsWith("/*")) {
        addJars(Path.of(entry.substring(0, entry.length() - 2)), urls);
      } else {
        add(Path.of(entry), urls);
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static void addJars(Path folder, List<URL> urls) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
      jars.forEach(jar -> add(jar, urls));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("Cannot read --classpath: " + unreadable, unreadable);
    }
  }

  private static void add(Path entry, List<URL> urls) {
    if (!Files.exists(entry)) {
      throw new IllegalArgumentException("No such file or folder on --classpath: `" + entry + "`");
    }
    try {
      urls.add(entry.toUri().toURL());
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException("Not a path: `" + entry + "`", impossible);
    }
  }

  /** The loader stays open: threads that a test has lost may still use it. */
  @Override
  public void close() {
    Thread.currentThread().setContextClassLoader(before);
  }
}
