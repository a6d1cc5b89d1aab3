package io.asynciotck.tck.mutation;

import io.asynciotck.tck.library.HostedReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Loads the reference anew, with one class of it changed, and with {@link Probes}. */
final class MutantLoader extends ClassLoader {
  private static final String REFERENCE = "io.asynciotck.reference.";

  /** Stands on the reference, so it has to be loaded with it. */
  private static final String HOSTED = HostedReference.class.getName();

  /** What stack traces say of the classes that it loads. */
  static final String NAME = "mutant";

  private final Path classes;
  private final String changed;
  private final byte[] change;

  /**
   * The classes that are as they are in each mutant, with their probes: to put these in takes time.
   */
  private final Map<String, byte[]> unchanged;

  /** The reference as it is. */
  MutantLoader(Path classes) {
    this(classes, "", new byte[0], new ConcurrentHashMap<>());
  }

  private MutantLoader(Path classes, String changed, byte[] change, Map<String, byte[]> unchanged) {
    super(NAME, MutantLoader.class.getClassLoader());
    this.classes = classes;
    this.changed = changed;
    this.change = change.clone();
    this.unchanged = unchanged;
  }

  /** A loader of the same reference with one class of it changed. */
  MutantLoader with(String type, byte[] bytes) {
    return new MutantLoader(classes, type, bytes, unchanged);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(REFERENCE) && !name.equals(HOSTED)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = name.equals(changed) ? Probes.into(change) : probed(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] probed(String name) throws ClassNotFoundException {
    byte[] known = unchanged.get(name);
    if (known == null) {
      known = Probes.into(bytesOf(name));
      unchanged.put(name, known);
    }
    return known;
  }

  private byte[] bytesOf(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try {
      Path own = classes.resolve(file);
      if (Files.exists(own)) {
        return Files.readAllBytes(own);
      }
      try (var foreign = getParent().getResourceAsStream(file)) {
        if (!name.equals(HOSTED) || foreign == null) {
          throw new ClassNotFoundException(name);
        }
        return foreign.readAllBytes();
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
