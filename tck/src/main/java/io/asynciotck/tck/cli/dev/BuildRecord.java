package io.asynciotck.tck.cli.dev;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the classes of one root: which sources they were compiled from, and which
 * classes have changed without their users having been compiled since. It is saved before anything
 * that could make it untrue, so that a build which fails or is killed leaves work to do, and no
 * stale class.
 */
final class BuildRecord {
  private static final String CHANGED = "changed";

  /** The stamp of a source whose classes are those of an earlier version, or not there. */
  private static final String STALE = "stale";

  private final Path file;
  private final Map<String, String> stamps = new TreeMap<>();
  private final Set<String> changed = new TreeSet<>();

  private BuildRecord(Path file) {
    this.file = file;
  }

  /** The record in this file; one of nothing if there is none. */
  static BuildRecord load(Path file) throws IOException {
    BuildRecord record = new BuildRecord(file);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split("\t", -1);
        if (words[0].equals(CHANGED)) {
          record.changed.add(words[1]);
        } else {
          record.stamps.put(words[1], words[0]);
        }
      }
    }
    return record;
  }

  /** The sources that have classes, or may have. */
  Set<String> sources() {
    return Set.copyOf(stamps.keySet());
  }

  /** Whether this source was compiled as it is now. */
  boolean has(String source, String stamp) {
    return stamp.equals(stamps.get(source));
  }

  /** The classes whose users have not been compiled since they changed. */
  Set<String> changed() {
    return Set.copyOf(changed);
  }

  /** These sources are to be compiled again. */
  void forget(Collection<String> sources) throws IOException {
    sources.forEach(source -> stamps.put(source, STALE));
    save();
  }

  /** The users of these classes are to be compiled. */
  void addChanged(Collection<String> classes) throws IOException {
    if (changed.addAll(classes)) {
      save();
    }
  }

  /** Everything is compiled, from sources with these stamps. */
  void complete(Map<String, String> compiled) throws IOException {
    stamps.clear();
    stamps.putAll(compiled);
    changed.clear();
    save();
  }

  private void save() throws IOException {
    List<String> lines = new ArrayList<>();
    changed.forEach(name -> lines.add(CHANGED + "\t" + name));
    stamps.forEach((source, stamp) -> lines.add(stamp + "\t" + source));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.write(written, lines);
    Files.move(written, file, REPLACE_EXISTING, ATOMIC_MOVE);
  }
}
