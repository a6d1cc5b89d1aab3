package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.ConformanceClass;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an interpreter says of itself chooses its expectations, and its name in reports. */
final class InterpreterNameTest {
  @ParameterizedTest
  @CsvSource({
    "CPython, CPython, cpython, true",
    "PyPy, PyPy, pypy, false",
    "GraalVM, GraalPy, graalpy, false",
    "Other, Other, other, false"
  })
  void expectationsAndClassesFollowFromTheName(
      String says, String shown, String expectations, boolean isCpython) {
    try (PythonImplementation python =
        PythonImplementation.open(PythonOptions.of(PYTHON), agentThatSays(says))) {
      assertThat(python.version()).startsWith(shown + " 3.");
      assertThat(python.expectationsName()).isEqualTo(expectations);
      assertThat(python.classes().contains(ConformanceClass.CPYTHON_DETAIL)).isEqualTo(isCpython);
    }
  }

  private static byte[] agentThatSays(String name) {
    String script = new String(PythonImplementation.ownScript(), StandardCharsets.UTF_8);
    assertThat(script).contains("platform.python_implementation()");
    return script
        .replace("platform.python_implementation()", "'" + name + "'")
        .getBytes(StandardCharsets.UTF_8);
  }
}
