package io.asynciotck.stress.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs jcstress with what it lacks as a step of a build: a selection that matches no test is a
 * failure (jcstress itself exits with 0), and an actor that hangs ends the run at the deadline,
 * with no process left behind (jcstress itself waits for ever).
 *
 * <p>Arguments: the deadline in seconds, the directory of the report, and those of jcstress.
 */
public final class JcstressRun {
  private JcstressRun() {}

  /**
   * Runs jcstress and exits as it did, or with 1 if nothing ran or the deadline passed.
   *
   * @param arguments deadline in seconds, report directory, arguments of jcstress
   * @throws IOException if jcstress cannot be started or its report cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Duration limit = Duration.ofSeconds(Long.parseLong(arguments[0]));
    Path report = Path.of(arguments[1]);
    List<String> rest = Arrays.asList(arguments).subList(2, arguments.length);
    System.exit(run(rest, report, limit));
  }

  private static int run(List<String> arguments, Path report, Duration limit) throws IOException {
    deleteOldPages(report);
    BoundedProcess jcstress =
        BoundedProcess.of(new ProcessBuilder(command(report, arguments)).inheritIO().start());
    OptionalInt status =
        jcstress.awaitExit(
            new CompletableFuture<>().completeOnTimeout(null, limit.toSeconds(), TimeUnit.SECONDS));
    if (status.isEmpty()) {
      return fail("jcstress had not ended after " + limit.toSeconds() + " s; it was killed.");
    }
    if (status.getAsInt() == 0 && pages(report).isEmpty()) {
      return fail("jcstress ran no test; its arguments were: " + String.join(" ", arguments));
    }
    return status.getAsInt();
  }

  private static int fail(String message) {
    System.err.println(message);
    return 1;
  }

  /** The flags of this JVM go to jcstress, and from there to the JVMs in which its tests run. */
  private static List<String> command(Path report, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.openjdk.jcstress.Main");
    command.addAll(List.of("-r", report.toString()));
    command.addAll(arguments);
    return command;
  }

  private static void deleteOldPages(Path report) throws IOException {
    for (Path page : pages(report)) {
      Files.delete(page);
    }
  }

  /** The report has one page per test, in addition to its index. */
  private static List<Path> pages(Path report) throws IOException {
    if (!Files.isDirectory(report)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(report)) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .filter(file -> !file.endsWith("index.html"))
          .toList();
    }
  }
}
