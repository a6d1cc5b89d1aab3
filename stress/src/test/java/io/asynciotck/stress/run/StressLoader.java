package io.asynciotck.stress.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** Loads the tests for jcstress anew, so that each has the loops of another provider. */
final class StressLoader extends ClassLoader {
  private static final String PACKAGE = "io.asynciotck.stress.";
  private static final Object PROPERTIES = new Object();

  private final Map<String, String> properties;

  StressLoader(String provider, Duration patience) {
    super(StressLoader.class.getClassLoader());
    properties = Map.of("tck.provider", provider, "stress.patience", patience.toString());
  }

  /** Returns a test by its simple name. */
  Class<?> load(String test) {
    synchronized (PROPERTIES) {
      // These are read once, while the classes are initialised.
      Properties before = (Properties) System.getProperties().clone();
      properties.forEach(System::setProperty);
      try {
        Class.forName(PACKAGE + "LoopUnderStress", true, this);
        Class.forName(PACKAGE + "Watchdog", true, this);
        return Class.forName(PACKAGE + test, true, this);
      } catch (ClassNotFoundException missing) {
        throw new IllegalArgumentException(missing);
      } finally {
        System.setProperties(before);
      }
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean mine = name.startsWith(PACKAGE) && name.indexOf('.', PACKAGE.length()) < 0;
    if (!mine) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = file.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
