package io.asynciotck.tck.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.harness.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A program and its text in Python are the same program. */
final class TaskProgramTest {
  private static final String PYTHON = System.getProperty("tck.python", "python3");
  private static final int PROGRAMS = 12;

  @Test
  void whatIsPrintedIsWhatWasRun() throws Throwable {
    Random numbers = new Random(3);
    try (Implementation python = PythonImplementation.open(PythonOptions.of(PYTHON))) {
      for (int i = 0; i < PROGRAMS; i++) {
        TaskProgram program = TaskPrograms.next(numbers);
        List<String> events = new ArrayList<>();
        Trial.run(Target.of(python), "a program", bench -> TaskRun.run(program, bench, events));
        assertThat(printedBy(program.toString())).as("%s", program).isEqualTo(events);
      }
    }
  }

  private static List<String> printedBy(String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(PYTHON, "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD) // exceptions that nobody asks for
            .start();
    try (var input = process.getOutputStream()) {
      input.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s", script).isZero();
    return printed.lines().toList();
  }

  @Test
  void theSameNumbersMakeTheSameProgram() {
    assertThat(TaskPrograms.next(new Random(5))).isEqualTo(TaskPrograms.next(new Random(5)));
  }

  @Test
  void aTaskIsLeftOutWithTheStepsThatNameIt() {
    TaskProgram program =
        new TaskProgram(
            List.of(
                List.of(new Step.Await(1), new Step.Guard(List.of(new Step.Cancel(2)))),
                List.of(new Step.Yield()),
                List.of(new Step.Raise())),
            3);
    assertThat(program.smaller())
        .contains(
            new TaskProgram(
                List.of(
                    List.of(new Step.Guard(List.of(new Step.Cancel(1)))),
                    List.of(new Step.Raise())),
                2));
  }
}
