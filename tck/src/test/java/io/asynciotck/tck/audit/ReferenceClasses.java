package io.asynciotck.tck.audit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.asynciotck.reference.module.ReferenceProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** The classes of the reference, without those of tests in packages of the same names. */
final class ReferenceClasses {
  static final String PACKAGE = "io.asynciotck.reference";

  private ReferenceClasses() {}

  /** All of them, from where the reference was built. */
  static JavaClasses all() {
    Path built = placeOf(ReferenceProvider.class);
    ClassFileImporter importer = new ClassFileImporter();
    if (Files.isDirectory(built)) {
      return importer.importPath(built);
    }
    try (JarFile jar = new JarFile(built.toFile())) {
      return importer.importJar(jar);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException("No place for the code of " + type, wrong);
    }
  }
}
