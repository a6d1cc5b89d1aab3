package io.asynciotck.stress.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** The file descriptors of this process. */
public final class Descriptors {
  /** What a JVM has open by itself, and some more. */
  private static final int RESERVE = 200;

  private Descriptors() {}

  /**
   * Makes sure that there may be this many more.
   *
   * @throws IOException if there may not
   */
  public static void requireFor(int connections) throws IOException {
    if (system() instanceof UnixOperatingSystemMXBean unix) {
      long needed = (long) connections + RESERVE;
      long possible = unix.getMaxFileDescriptorCount();
      if (possible < needed) {
        throw new IOException(
            "%d connections need %d descriptors, and a process may have %d here: raise ulimit -n"
                .formatted(connections, needed, possible));
      }
    }
  }

  /** How many are open; -1 where that is not known. */
  public static long open() {
    return system() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : -1;
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getOperatingSystemMXBean();
  }
}
