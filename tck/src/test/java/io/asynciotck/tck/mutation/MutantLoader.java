package io.asynciotck.tck.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the reference anew, with one class of it changed, and with {@link Probes}. */
final class MutantLoader extends ClassLoader {
  private static final String REFERENCE = "io.asynciotck.reference.";

  /** What stack traces say of the classes that it loads. */
  static final String NAME = "mutant";

  private final Path classes;
  private final String changed;
  private final byte[] change;

  /** The reference as it is. */
  MutantLoader(Path classes) {
    this(classes, "", new byte[0]);
  }

  MutantLoader(Path classes, String changed, byte[] change) {
    super(NAME, MutantLoader.class.getClassLoader());
    this.classes = classes;
    this.changed = changed;
    this.change = change.clone();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(REFERENCE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    Path file = classes.resolve(name.replace('.', '/') + ".class");
    if (!Files.exists(file)) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = Probes.into(name.equals(changed) ? change : read(file));
    return defineClass(name, bytes, 0, bytes.length);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
