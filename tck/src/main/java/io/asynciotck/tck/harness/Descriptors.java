package io.asynciotck.tck.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** A socket or pipe that was there so often in a row is taken to be the same for good. */
  private static final int OFTEN = 30;

  /** What was there the last time, by its number: to read the name of each takes time. */
  private static Map<String, Known> last = Map.of();

  /** A descriptor, and how often it was there in a row. */
  private record Known(String name, int times) {
    /** All selectors have one name: the next one may have taken the number of the last. */
    boolean lasts() {
      return (times >= OFTEN && isSocketOrPipe())
          || name.endsWith(".jar"); // the JVM reads its classes from there
    }

    boolean isSocketOrPipe() {
      return name.startsWith("socket:") || name.startsWith("pipe:");
    }
  }

  private Descriptors() {}

  /** Returns the names of the sockets and pipes that are open; none if the system does not tell. */
  static synchronized Set<String> ofThisProcess() {
    String[] open = FOLDER.toFile().list();
    Map<String, Known> now = new HashMap<>();
    for (String number : open == null ? new String[0] : open) {
      known(number).ifPresent(descriptor -> now.put(number, descriptor));
    }
    last = now;
    return now.values().stream()
        .filter(Known::isSocketOrPipe)
        .map(Known::name)
        .collect(Collectors.toSet());
  }

  private static Optional<Known> known(String number) {
    Known before = last.get(number);
    if (before != null && before.lasts()) {
      return Optional.of(before);
    }
    try {
      String name = Files.readSymbolicLink(FOLDER.resolve(number)).toString();
      int times = before != null && before.name().equals(name) ? before.times() : 0;
      return Optional.of(new Known(name, times + 1));
    } catch (IOException closed) {
      return Optional.empty();
    }
  }
}
