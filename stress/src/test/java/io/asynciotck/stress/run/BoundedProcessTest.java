package io.asynciotck.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedProcessTest {
  @Test
  void theStatusOfTheProcessIsTheAnswer() throws IOException {
    Process exits = java(Exits.class).start();
    assertThat(BoundedProcess.of(exits).awaitExit(new CompletableFuture<>()))
        .isEqualTo(OptionalInt.of(7));
  }

  @Test
  void theDeadlineEndsTheProcessAndItsChild() throws IOException {
    Process hangs = java(HangsWithChild.class).start();
    ProcessHandle child = childOf(hangs);
    BoundedProcess bounded = BoundedProcess.of(hangs);
    assertThat(bounded.awaitExit(CompletableFuture.completedFuture("now"))).isEmpty();
    assertThat(List.of(hangs.isAlive(), child.isAlive())).containsExactly(false, false);
  }

  private static ProcessHandle childOf(Process parent) throws IOException {
    try (BufferedReader output = parent.inputReader()) {
      return ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }
  }

  private static ProcessBuilder java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  static final class Exits {
    public static void main(String[] arguments) {
      System.exit(7);
    }
  }

  /** Says the number of its child, and then both wait for ever. */
  static final class HangsWithChild {
    public static void main(String[] arguments) throws Exception {
      if (arguments.length == 0) {
        System.out.println(java(HangsWithChild.class, "child").start().pid());
      }
      new CountDownLatch(1).await();
    }
  }
}
