package io.asynciotck.tck.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The adapters that are part of the kit, for loops that need more than a factory. */
public final class Adapters {
  private static final String FOLDER = "/io/asynciotck/tck/adapters/";

  /** Their names: those of resources. */
  private static final List<String> NAMES =
      List.of(
          "for_asyncio_gevent",
          "for_asyncslot",
          "for_looptime",
          "for_nest_asyncio2",
          "for_pyside6",
          "for_qasync",
          "for_qtinter",
          "for_reloop",
          "for_tornado",
          "for_trio_asyncio",
          "for_uvloop");

  private Adapters() {}

  /** Returns the names of the adapters that are shipped. */
  public static List<String> shipped() {
    return NAMES;
  }

  /** Returns the adapter of ours that somebody may mean who names its loop; else empty. */
  static Optional<String> meant(String name) {
    return Optional.of("for_" + name.replace('-', '_')).filter(NAMES::contains);
  }

  /** Returns the source of an adapter; empty if it is not one of ours. */
  public static Optional<String> source(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    try (InputStream stream = Adapters.class.getResourceAsStream(FOLDER + name + ".py")) {
      if (stream == null) {
        throw new IllegalStateException("The adapter " + name + " is not in the class path");
      }
      return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
