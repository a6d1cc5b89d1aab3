package io.asynciotck.reference.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The file that a Unix socket is known by.
 *
 * @param path where it is
 * @param key what tells it from another one of its name; null if there was none
 */
record UnixSocketFile(Path path, @Nullable Object key) {

  /** The file that is there now. */
  static UnixSocketFile at(Path path) {
    return new UnixSocketFile(path, key(path));
  }

  /** What tells a file from another one of its name; null if there is none. */
  static @Nullable Object key(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException none) {
      return null;
    }
  }

  /** Removes what is there if it is a socket, and nothing else. */
  static void removeStale(Path file) throws IOException {
    if (Files.exists(file) && Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
      Files.deleteIfExists(file);
    }
  }

  /** Removes a file, if that is possible. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // Who closes a server cannot do anything about it.
    }
  }
}
