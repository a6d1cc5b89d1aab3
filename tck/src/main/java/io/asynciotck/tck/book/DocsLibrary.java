package io.asynciotck.tck.book;

import io.asynciotck.spec.PythonVersion;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The documentation of several versions of Python, as text: a folder for each version, named {@code
 * 3.13}, with a file for each page, named {@code asyncio-task.txt}. A version whose pages have no
 * anchors is incomplete: what is missing there shows nothing. A folder {@code peps} may hold the
 * sources of PEPs, as {@code pep-3156.rst}.
 */
public final class DocsLibrary {

  private static final String PAGE = ".txt";

  private final Path folder;
  private final Map<PythonVersion, Path> versions;
  private final Map<Path, Optional<DocsPage>> pages = new HashMap<>();

  private DocsLibrary(Path folder, Map<PythonVersion, Path> versions) {
    this.folder = folder;
    this.versions = versions;
  }

  /**
   * Opens a folder.
   *
   * @param folder where the documentation is
   * @throws UnreadableException if there is none
   */
  public static DocsLibrary open(Path folder) {
    Map<PythonVersion, Path> versions = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "3.*")) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry)) {
          version(entry.getFileName().toString())
              .ifPresent(version -> versions.put(version, entry));
        }
      }
    } catch (IOException unreadable) {
      throw new UnreadableException(
          "Cannot read the documentation in `" + folder + "`", unreadable);
    }
    if (versions.isEmpty()) {
      throw new UnreadableException(
          "There is no documentation in `"
              + folder
              + "`: it needs a folder for each version, as 3.13, with pages, as asyncio-task.txt");
    }
    return new DocsLibrary(folder, versions);
  }

  private static Optional<PythonVersion> version(String name) {
    try {
      return Optional.of(PythonVersion.parse(name));
    } catch (IllegalArgumentException notAVersion) {
      return Optional.empty();
    }
  }

  /** Returns the versions, the oldest first. */
  public List<PythonVersion> versions() {
    return List.copyOf(versions.keySet());
  }

  /** Returns whether the pages of a version say where their sentences stand. */
  boolean isWhole(PythonVersion version) {
    return page(version, "asyncio-eventloop").map(DocsPage::hasAnchors).orElse(false);
  }

  /**
   * Returns what to throw where the pages of a version are needed.
   *
   * @param version the version that is not there, or not as a whole
   */
  public RuntimeException lacks(PythonVersion version) {
    return new UnreadableException(
        "`" + folder + "` has no whole documentation of Python " + version);
  }

  /** Returns the names of the pages of a version, in their order. */
  List<String> pages(PythonVersion version) {
    Path home = versions.get(version);
    if (home == null) {
      return List.of();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(home, "*" + PAGE)) {
      List<String> names = new ArrayList<>();
      for (Path file : files) {
        String name = file.getFileName().toString();
        names.add(name.substring(0, name.length() - PAGE.length()));
      }
      Collections.sort(names);
      return names;
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new UnreadableException("Cannot read `" + home + "`", unreadable);
    }
  }

  /** Returns a page of a version, if the library has it. */
  Optional<DocsPage> page(PythonVersion version, String name) {
    Path home = versions.get(version);
    return home == null ? Optional.empty() : read(home.resolve(name + PAGE));
  }

  /** Returns the text of a PEP, if the library has it. */
  Optional<DocsPage> pep(int number) {
    for (String file : List.of("pep-%04d.rst", "pep-%04d.txt")) {
      Optional<DocsPage> page = read(folder.resolve("peps").resolve(file.formatted(number)));
      if (page.isPresent()) {
        return page;
      }
    }
    return Optional.empty();
  }

  private Optional<DocsPage> read(Path file) {
    return pages.computeIfAbsent(
        file,
        path -> {
          if (!Files.isRegularFile(path)) {
            return Optional.empty();
          }
          try {
            return Optional.of(new DocsPage(Files.readString(path)));
          } catch (IOException unreadable) {
            throw new UnreadableException("Cannot read `" + path + "`", unreadable);
          }
        });
  }
}
