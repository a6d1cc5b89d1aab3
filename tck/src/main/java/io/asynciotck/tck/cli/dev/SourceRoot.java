package io.asynciotck.tck.cli.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of sources and the folder that its classes go to.
 *
 * @param sources the folder of sources
 * @param classes the folder of their classes
 */
record SourceRoot(Path sources, Path classes) {

  /** Each source, relative to the folder, with a stamp that differs when the file was changed. */
  SequencedMap<String, String> stamps() throws IOException {
    SequencedMap<String, String> stamps = new TreeMap<>();
    for (Path file : files(sources, ".java")) {
      stamps.put(relative(sources, file), Files.getLastModifiedTime(file) + " " + Files.size(file));
    }
    return stamps;
  }

  /** The classes that were compiled from these sources. */
  List<Compiled> compiledFrom(Set<String> files) throws IOException {
    List<Compiled> found = new ArrayList<>();
    for (Path folder : folders(files)) {
      for (Path file : files(folder, 1, ".class")) {
        Shape shape = Shape.of(file);
        if (files.contains(shape.source())) {
          found.add(new Compiled(file, shape));
        }
      }
    }
    return found;
  }

  private Set<Path> folders(Set<String> files) {
    return files.stream()
        .map(file -> classes.resolve(file).getParent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** These classes, and all that inherit from them: what is inherited has changed with them. */
  Set<String> withSubtypes(Set<String> names) throws IOException {
    Map<String, List<String>> subtypes = new HashMap<>();
    for (Path file : files(classes, ".class")) {
      Shape shape = Shape.of(file);
      for (String supertype : shape.supertypes()) {
        subtypes.computeIfAbsent(supertype, none -> new ArrayList<>()).add(shape.name());
      }
    }
    Set<String> all = new TreeSet<>(names);
    List<String> todo = new ArrayList<>(names);
    while (!todo.isEmpty()) {
      for (String subtype : subtypes.getOrDefault(todo.removeLast(), List.of())) {
        if (all.add(subtype)) {
          todo.add(subtype);
        }
      }
    }
    return all;
  }

  /**
   * The sources that may have to be compiled again because these classes have changed: those whose
   * classes refer to one, and those that say its simple name. The second are needed for constants,
   * which javac copies, and for names that mean another class from now on.
   */
  Set<String> usersOf(Collection<String> names) throws IOException {
    Set<String> users = new TreeSet<>();
    if (names.isEmpty()) {
      return users;
    }
    Pattern reference =
        Pattern.compile(
            names.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"))
                + "(?![A-Za-z0-9_])");
    for (Path file : files(classes, ".class")) {
      if (reference.matcher(Files.readString(file, ISO_8859_1)).find()) {
        users.add(Shape.of(file).source());
      }
    }
    Pattern mention =
        Pattern.compile(
            names.stream()
                .map(name -> Pattern.quote(name.replaceFirst(".*[/$]", "")))
                .distinct()
                .collect(Collectors.joining("|", "\\b(?:", ")\\b")));
    for (Path file : files(sources, ".java")) {
      if (mention.matcher(Files.readString(file, ISO_8859_1)).find()) {
        users.add(relative(sources, file));
      }
    }
    return users;
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    return files(folder, Integer.MAX_VALUE, suffix);
  }

  private static List<Path> files(Path folder, int depth, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** A class file and what others can see of the class. */
  record Compiled(Path file, Shape shape) {}
}
