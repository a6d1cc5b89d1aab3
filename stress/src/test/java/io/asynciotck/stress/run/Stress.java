package io.asynciotck.stress.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A short run of jcstress in a process of its own, as the build runs it. */
public final class Stress {
  private static final Pattern FORBIDDEN_AND_SEEN =
      Pattern.compile(".* [1-9][0-9,]* +[<0-9.]+% +Forbidden .*");

  private static final Pattern FAILED_TEST = Pattern.compile("\\[FAILED] [a-z.]+\\.([A-Za-z]+)");

  private final Path folder;
  private final Duration limit;
  private String patience = "PT0.005S";
  private String broken = "";

  public Stress(Path folder, Duration limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * How long a loop may sleep before it counts as not woken. Where few loops of a run are not
   * woken, so long that a sound loop on a machine under load is woken in it.
   */
  public Stress withPatience(String duration) {
    patience = duration;
    return this;
  }

  /** With a broken loop for each test, by their names, for the provider that can do that. */
  public Stress withBroken(Map<String, String> loopsByTest) {
    broken =
        loopsByTest.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return this;
  }

  /**
   * The outcomes.
   *
   * @param survivors the processes of the run that are still there
   */
  public record Answer(int status, String output, List<ProcessHandle> survivors) {

    /** The tests that saw something forbidden, by the simple names of their classes. */
    public Set<String> failedTests() {
      return FAILED_TEST
          .matcher(output)
          .results()
          .map(result -> result.group(1))
          .collect(Collectors.toSet());
    }

    /** The lines that tell of outcomes that were seen and are forbidden. */
    public List<String> forbidden() {
      return output.lines().filter(FORBIDDEN_AND_SEEN.asMatchPredicate()).toList();
    }
  }

  public Answer run(String provider, String tests) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command(provider, tests))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    List<ProcessHandle> survivors = ProcessHandle.allProcesses().filter(this::isOfThisRun).toList();
    return new Answer(status, Files.readString(output), survivors);
  }

  private boolean isOfThisRun(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(folder.toString());
  }

  private List<String> command(String provider, String tests) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--"))
            .toList());
    // In front, where a long class path does not hide it: all processes of the run have it.
    command.add("-Dstress.folder=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JcstressRun.class.getName());
    command.addAll(List.of(Long.toString(limit.toSeconds()), folder.resolve("report").toString()));
    command.addAll(List.of("-t", tests, "-m", "quick", "-f", "1", "-fsm", "1", "-iters", "2"));
    command.addAll(List.of("-strideSize", "32", "-strideCount", "8"));
    command.addAll(List.of("-time", "200", "-sc", "false", "-af", "NONE"));
    command.addAll(
        List.of(
            "-jvmArgs",
            "-Dtck.provider="
                + provider
                + " -Dstress.patience="
                + patience
                + " -Dstress.broken="
                + broken));
    return command;
  }
}
