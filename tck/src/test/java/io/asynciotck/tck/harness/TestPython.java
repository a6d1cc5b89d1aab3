package io.asynciotck.tck.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The Python of this machine, in which tests of the kit itself run: 3.11 or newer. */
public final class TestPython {
  /**
   * The interpreter as a test names it: the program itself and no script that looks for it, for
   * tests start it some thousand times. A machine without one fails these tests.
   */
  public static final String PYTHON = itself(System.getProperty("tck.python", "python3"));

  private TestPython() {}

  private static String itself(String named) {
    try {
      Process asked =
          new ProcessBuilder(named, "-c", "import sys; print(sys.executable, end='')")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      asked.getOutputStream().close();
      String executable = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return executable.isEmpty() ? named : executable;
    } catch (IOException absent) {
      return named;
    }
  }
}
