package io.asynciotck.tck.mutation;

import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.library.HostedReference;
import java.nio.file.Path;
import java.util.Locale;

/** What the reference stands on when a mutant of it is tried. */
enum Stand {
  /** Its own loop. */
  ALONE("io.asynciotck.reference.module.ReferenceProvider"),
  /** A loop of which it sees the API only: some classes are there for that. */
  HOSTED(HostedReference.class.getName());

  private final String provider;

  Stand(String provider) {
    this.provider = provider;
  }

  /** Where a folder has what comes to what. */
  Path coverage(Path folder) {
    return folder.resolve(name().toLowerCase(Locale.ROOT) + ".tsv");
  }

  /** The reference of a loader. */
  JvmImplementation implementation(MutantLoader loader) throws ReflectiveOperationException {
    Object made = loader.loadClass(provider).getConstructor().newInstance();
    return new JvmImplementation((AsyncioProvider) made);
  }
}
