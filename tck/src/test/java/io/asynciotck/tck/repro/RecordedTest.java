package io.asynciotck.tck.repro;

import static io.asynciotck.tck.harness.TestPython.PYTHON;

import io.asynciotck.api.EventLoop;
import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.Bench;
import io.asynciotck.tck.harness.RuleViolation;
import io.asynciotck.tck.harness.TestBody;
import io.asynciotck.tck.harness.Trace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Tests of what is done to a Python loop, as a Python program. */
abstract class RecordedTest {

  /** What a program says that does the same as its test. */
  static final String SAME = "it prints what the test saw:";

  static final Duration LIMIT = Duration.ofSeconds(5);

  final PythonImplementation python = opened(PythonOptions.of(PYTHON));
  final Bench bench = new Bench(python, true);
  final EventLoop loop = bench.loop();
  final Trace trace = bench.trace();

  static PythonImplementation opened(PythonOptions options) {
    return PythonImplementation.open(options, new Programs(options));
  }

  @AfterEach
  final void close() {
    python.close();
  }

  /** A text whose comments are on one line each: the name of an interpreter may be long. */
  static String onOneLine(String text) {
    return text.replaceAll("\\n# {2,}(?=[^ ])", " ");
  }

  /** The program of a test that does this. */
  final String programOf(TestBody body) throws Throwable {
    try (bench) {
      body.run();
    }
    return programOfLast();
  }

  /** The program of a recording. */
  static String textOf(Recording.Taken recording, PythonOptions options, Ending ending) {
    return new Reproduction(recording, options, ending, LIMIT).program(List.of()).text();
  }

  /** The program of the test that has ended. */
  final String programOfLast() {
    return python
        .recordedOf(new RuleViolation("trace", List.of(), ""))
        .program(LIMIT, List.of("a heading: true"))
        .text();
  }
}
