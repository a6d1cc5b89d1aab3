package io.asynciotck.tck.cli.dev;

import io.asynciotck.tck.cli.dev.SourceRoot.Compiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Compiles the sources that have changed, and those whose classes may differ because of it.
 *
 * <p>A source is compiled again when its time or size has changed, and when a class that it uses
 * has another {@link Shape} than before, or inherits from one that has. There is no record of who
 * uses whom: the class files and the sources are searched, which takes a moment, and only when a
 * shape has changed. Classes are compiled into a folder of their own and take the place of the old
 * ones when all of them are there.
 *
 * <p>The roots are those of the modules in the order in which they depend on one another.
 */
final class IncrementalBuild {
  private final List<SourceRoot> roots;
  private final List<Path> libraries;
  private final Path folder;
  private final Consumer<String> listener;
  private final List<BuildRecord> records = new ArrayList<>();

  /**
   * A build of these roots.
   *
   * @param libraries what they need besides each other
   * @param folder where the build keeps its records
   * @param listener told what is being compiled
   */
  IncrementalBuild(
      List<SourceRoot> roots, List<Path> libraries, Path folder, Consumer<String> listener) {
    this.roots = List.copyOf(roots);
    this.libraries = List.copyOf(libraries);
    this.folder = folder;
    this.listener = listener;
  }

  /**
   * Brings the classes of the first roots up to date.
   *
   * @param count how many roots; the others learn which of their sources will have to be compiled
   * @throws CompilationFailedException with the messages of the compiler
   */
  void run(int count) throws IOException {
    records.clear();
    for (int i = 0; i < roots.size(); i++) {
      records.add(BuildRecord.load(folder.resolve("record-" + i)));
    }
    for (int i = 0; i < count; i++) {
      build(i);
    }
  }

  private void build(int index) throws IOException {
    SourceRoot root = roots.get(index);
    BuildRecord record = records.get(index);
    Map<String, String> stamps = root.stamps();
    Set<String> gone = new TreeSet<>(record.sources());
    gone.removeAll(stamps.keySet());
    Set<String> todo = new TreeSet<>(root.usersOf(record.changed()));
    stamps.forEach((source, stamp) -> {
      if (!record.has(source, stamp)) {
        todo.add(source);
      }
    });
    if (!gone.isEmpty()) {
      todo.addAll(root.usersOf(remove(index, gone)));
    }
    todo.retainAll(stamps.keySet());
    while (!todo.isEmpty()) {
      record.forget(todo);
      Set<String> users = root.usersOf(compile(index, todo));
      users.retainAll(stamps.keySet());
      if (todo.containsAll(users)) {
        break;
      }
      // All together once more: what was compiled may itself refer to its users, as they now are.
      todo.addAll(users);
    }
    record.complete(stamps);
  }

  /** Removes the classes of sources that are gone; returns what else has changed by that. */
  private Set<String> remove(int index, Set<String> gone) throws IOException {
    SourceRoot root = roots.get(index);
    List<Compiled> classes = root.compiledFrom(gone);
    Set<String> names = new TreeSet<>();
    classes.forEach(compiled -> names.add(compiled.shape().name()));
    Set<String> changed = announce(index, names);
    for (Compiled compiled : classes) {
      Files.delete(compiled.file());
    }
    return changed;
  }

  /** Compiles these sources; returns the classes whose users have to be compiled then. */
  private Set<String> compile(int index, Set<String> sources) throws IOException {
    SourceRoot root = roots.get(index);
    listener.accept(
        root.sources() + ": " + sources.size() + (sources.size() == 1 ? " file" : " files"));
    SourceRoot fresh = new SourceRoot(root.sources(), folder.resolve("fresh"));
    Folders.clear(fresh.classes());
    List<Path> classPath = new ArrayList<>();
    for (int i = index; i >= 0; i--) {
      classPath.add(roots.get(i).classes());
    }
    classPath.addAll(libraries);
    Javac.compile(
        sources.stream().map(root.sources()::resolve).toList(), fresh.classes(), classPath);

    List<Compiled> before = root.compiledFrom(sources);
    List<Compiled> after = fresh.compiledFrom(sources);
    Set<String> changed = announce(index, differences(before, after));
    for (Compiled old : before) {
      Files.delete(old.file());
    }
    for (Compiled compiled : after) {
      Path target = root.classes().resolve(fresh.classes().relativize(compiled.file()).toString());
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.move(compiled.file(), target);
    }
    return changed;
  }

  private static Set<String> differences(List<Compiled> before, List<Compiled> after) {
    Map<String, String> old = new HashMap<>();
    visible(before).forEach(shape -> old.put(shape.name(), shape.text()));
    Set<String> names = new TreeSet<>();
    for (Shape shape : visible(after)) {
      if (!shape.text().equals(old.remove(shape.name()))) {
        names.add(shape.name());
      }
    }
    names.addAll(old.keySet());
    return names;
  }

  private static List<Shape> visible(List<Compiled> classes) {
    return classes.stream().map(Compiled::shape).filter(Shape::isVisible).toList();
  }

  /**
   * Says in the records that these classes change, before they do; returns them with their
   * subtypes.
   */
  private Set<String> announce(int index, Set<String> names) throws IOException {
    if (names.isEmpty()) {
      return names;
    }
    Set<String> all = names;
    for (int i = index; i < roots.size(); i++) {
      all = roots.get(i).withSubtypes(all);
      records.get(i).addChanged(all);
    }
    return all;
  }
}
