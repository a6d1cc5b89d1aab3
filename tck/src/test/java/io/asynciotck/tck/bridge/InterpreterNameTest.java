package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.ConformanceClass;
import java.io.IOException;
import java.io.InputStream;
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
      String says, String shown, String expectations, boolean isCpython) throws IOException {
    try (PythonImplementation python =
        PythonImplementation.open(PythonOptions.of(BridgeTest.PYTHON), agentThatSays(says))) {
      assertThat(python.version()).startsWith(shown + " 3.");
      assertThat(python.expectationsName()).isEqualTo(expectations);
      assertThat(python.classes().contains(ConformanceClass.CPYTHON_DETAIL)).isEqualTo(isCpython);
    }
  }

  private static byte[] agentThatSays(String name) throws IOException {
    try (InputStream agent =
        InterpreterNameTest.class.getResourceAsStream("/io/asynciotck/tck/agent/agent.py")) {
      assertThat(agent).isNotNull();
      String script = new String(agent.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(script).contains("platform.python_implementation()");
      return script
          .replace("platform.python_implementation()", "'" + name + "'")
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
