package io.asynciotck.tck.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private static final Set<Path> CLASSES =
      listed(open -> name(open).filter(name -> name.endsWith(".jar")).isPresent());

  private Descriptors() {}

  /** Returns the names of the sockets and pipes that are open; none if the system does not tell. */
  static Set<String> ofThisProcess() {
    return listed(descriptor -> !CLASSES.contains(descriptor)).stream()
        .flatMap(descriptor -> name(descriptor).stream())
        .filter(name -> name.startsWith("socket:") || name.startsWith("pipe:"))
        .collect(Collectors.toSet());
  }

  private static Set<Path> listed(Predicate<Path> wanted) {
    if (!Files.isDirectory(FOLDER)) {
      return Set.of();
    }
    try (Stream<Path> open = Files.list(FOLDER)) {
      return open.filter(wanted).collect(Collectors.toSet());
    } catch (IOException unreadable) {
      return Set.of();
    }
  }

  private static Optional<String> name(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }
}
