package io.asynciotck.tck.bridge;

import java.util.Map;

/** The names of the signals by which processes end. Their numbers are the same on all Unixes. */
final class Signals {
  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  private Signals() {}

  /** The name with the number, as {@code SIGSEGV (signal 11)}. */
  static String named(int number) {
    String name = NAMES.get(number);
    return name == null ? "signal " + number : name + " (signal " + number + ")";
  }
}
