package io.asynciotck.tck.difference;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.harness.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A program and its text in Python are the same program. */
final class TaskProgramTest {
  private static final int PROGRAMS = 40;

  /** Runs programs one after the other, with a line behind each. */
  private static final String RUNNER =
      """
      import sys

      for program in sys.stdin.read().split("\\0"):
          exec(compile(program, "program", "exec"), {"__name__": "program"})
          print("over")
      """;

  @Test
  void whatIsPrintedIsWhatWasRun() throws Throwable {
    Random numbers = new Random(3);
    List<TaskProgram> programs = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    try (Implementation python = PythonImplementation.open(PythonOptions.of(PYTHON))) {
      Target target = Target.of(python);
      for (int i = 0; i < PROGRAMS; i++) {
        TaskProgram program =
            TaskPrograms.next(numbers, step -> DifferenceSearch.isKnown(step, target));
        List<String> events = new ArrayList<>();
        Trial.run(target, "a program", bench -> TaskRun.run(program, bench, events));
        programs.add(program);
        seen.add(String.join("\n", events));
      }
    }
    List<String> printed = printedBy(programs);
    assertThat(printed).hasSize(PROGRAMS);
    for (int i = 0; i < PROGRAMS; i++) {
      assertThat(printed.get(i)).as("%s", programs.get(i)).isEqualTo(seen.get(i));
    }
  }

  private static List<String> printedBy(List<TaskProgram> programs)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(PYTHON, "-c", RUNNER)
            .redirectError(ProcessBuilder.Redirect.DISCARD) // exceptions that nobody asks for
            .start();
    String texts = String.join("\0", programs.stream().map(TaskProgram::toString).toList());
    try (var input = process.getOutputStream()) {
      input.write(texts.getBytes(StandardCharsets.UTF_8));
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return Arrays.stream(printed.split("over\n")).map(String::strip).toList();
  }

  @Test
  void theSameNumbersMakeTheSameProgram() {
    assertThat(TaskPrograms.next(new Random(5), _ -> true))
        .isEqualTo(TaskPrograms.next(new Random(5), _ -> true));
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
