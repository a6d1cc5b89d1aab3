package io.asynciotck.tck.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The descriptors of this process. */
final class Descriptors {
  private static final Path FOLDER = Path.of("/proc/self/fd");

  static {
    // The JDK opens a socket for itself when it makes its first one, and keeps it.
    try (SocketChannel first = SocketChannel.open()) {
      first.configureBlocking(false);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What the JVM reads its classes from. It stays open, and to name a descriptor takes time. */
  private static final Set<String> CLASSES = ConcurrentHashMap.newKeySet();

  private Descriptors() {}

  /** Returns the names of the sockets and pipes that are open; none if the system does not tell. */
  static Set<String> ofThisProcess() {
    String[] open = FOLDER.toFile().list();
    Set<String> names = new HashSet<>();
    for (String descriptor : open == null ? new String[0] : open) {
      if (!CLASSES.contains(descriptor)) {
        name(descriptor).ifPresent(name -> note(descriptor, name, names));
      }
    }
    return names;
  }

  private static void note(String descriptor, String name, Set<String> names) {
    if (name.startsWith("socket:") || name.startsWith("pipe:")) {
      names.add(name);
    } else if (name.endsWith(".jar")) {
      CLASSES.add(descriptor);
    }
  }

  private static Optional<String> name(String descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(FOLDER.resolve(descriptor)).toString());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }
}
