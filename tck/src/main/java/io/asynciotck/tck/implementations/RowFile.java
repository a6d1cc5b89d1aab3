package io.asynciotck.tck.implementations;

import io.asynciotck.tck.harness.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a file of {@code tck/implementations} describes.
 *
 * <pre>{@code
 * [find]
 * python = ["/usr/bin/python3"]      # paths, programs, versions as "3.13", "venv"; for each a row
 * versions = ["3.12", "3.13.0"]      # instead: a row for each, NAME-3.12
 * provider = "reference"             # instead: a loop of this JVM
 * module = "uvloop"                  # what that Python must have
 * debian = "python3-uvloop"          # where it can be had
 * pypi = "uvloop"
 * maven = "io.netty:netty-transport" # of a loop of the JVM
 *
 * [start]                            # all optional
 * loop = "uvloop:new_event_loop"
 * setup = ["nest_asyncio:apply"]
 * block = ["_asyncio"]
 * adapter = "for_looptime"
 * timeout = 10
 * }</pre>
 *
 * <p>A file without {@code find} is no row: it has expectations that others include.
 */
final class RowFile {
  private static final Set<String> FIND_KEYS =
      Set.of("python", "versions", "provider", "module", "debian", "pypi", "maven");
  private static final Set<String> START_KEYS =
      Set.of("loop", "setup", "block", "adapter", "timeout");

  private final String file;
  private final Toml find;
  private final Toml start;

  private RowFile(String file, Toml find, Toml start) {
    this.file = file;
    this.find = find;
    this.start = start;
  }

  /** The rows of a file; none if it only lists failures. */
  static List<Row> rows(String home, Map<String, @Nullable Object> root) {
    String file = home + ".toml";
    if (!root.containsKey("find")) {
      return List.of();
    }
    return new RowFile(
            file,
            table(file, "find", root.get("find"), FIND_KEYS),
            table(file, "start", root.get("start"), START_KEYS))
        .rows(home);
  }

  private List<Row> rows(String home) {
    List<String> versions = find.strings("versions");
    if (!versions.isEmpty()) {
      return versions.stream()
          .map(version -> row(home + "-" + version, home, List.of(version)))
          .toList();
    }
    List<String> python = find.strings("python");
    if (python.isEmpty() == find.string("provider").isEmpty()) {
      throw new ImplementationFileException(
          file, "[find] needs one of `python`, `versions` and `provider`", null);
    }
    return python.isEmpty()
        ? List.of(row(home, home, List.of()))
        : python.stream()
            .map(place -> row(nameAt(place, python, home), home, List.of(place)))
            .toList();
  }

  /** The first place has the name of the file; the others tell themselves apart by their own. */
  private static String nameAt(String place, List<String> all, String home) {
    return place.equals(all.getFirst())
        ? home
        : home + "-" + place.substring(place.lastIndexOf('/') + 1);
  }

  private Row row(String name, String home, List<String> interpreter) {
    return new Row(
        name,
        home,
        find.string("provider"),
        interpreter.stream().findFirst(),
        find.string("module"),
        packages(),
        new Row.Start(
            start.string("loop"),
            start.strings("setup"),
            start.strings("block"),
            start.string("adapter")),
        start.number("timeout").map(Duration::ofSeconds).orElse(Target.DEFAULT_TIMEOUT));
  }

  private List<String> packages() {
    List<String> packages = new ArrayList<>();
    find.string("debian").ifPresent(name -> packages.add("Debian: " + name));
    find.string("pypi").ifPresent(name -> packages.add("PyPI: " + name));
    find.string("maven").ifPresent(name -> packages.add("Maven: " + name));
    return packages;
  }

  private static Toml table(String file, String name, @Nullable Object value, Set<String> known) {
    return switch (value) {
      case null -> new Toml(file, "[" + name + "]", Map.of());
      case Map<?, ?> table -> Toml.of(file, "[" + name + "]", table, known);
      default ->
          throw new ImplementationFileException(file, "`" + name + "` must be a table", null);
    };
  }
}
