package io.asynciotck.tck.harness;

import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A test ended in an exception that it did not ask for. */
public final class UnexpectedException extends AssertionError {
  @Serial private static final long serialVersionUID = 1L;

  private static final int FRAMES = 8;

  /** What stands between the code of interest: the JDK and the tools. */
  private static final List<String> MACHINERY =
      List.of("java.", "jdk.", "org.junit.", "net.jqwik.", "io.asynciotck.tck.harness.");

  UnexpectedException(String rule, Throwable raised) {
    super(rule + "\n  the test raised: " + raised + frames(raised), raised);
  }

  private static String frames(Throwable raised) {
    return Arrays.stream(raised.getStackTrace())
        .filter(frame -> MACHINERY.stream().noneMatch(frame.getClassName()::startsWith))
        .limit(FRAMES)
        .map(frame -> "\n    at " + frame)
        .collect(Collectors.joining());
  }
}
