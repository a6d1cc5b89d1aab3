package io.asynciotck.tck.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the reference anew, with one class of it changed. */
final class MutantLoader extends ClassLoader {
  private static final String REFERENCE = "io.asynciotck.reference.";

  private final Path classes;
  private final String changed;
  private final byte[] change;

  MutantLoader(Path classes, String changed, byte[] change) {
    super("mutant", MutantLoader.class.getClassLoader());
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
    byte[] bytes = name.equals(changed) ? change : read(file);
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
