package io.asynciotck.stress.bench.run;

import io.asynciotck.stress.server.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the benchmarks and prints the table. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the reference against Netty, kotlinx.coroutines, CPython, uvloop and the floor.",
    footer = {
      "",
      "Exit status: 0 measured, and nothing has worsened; 1 a ratio has worsened by more than"
          + " half;",
      "2 wrong usage; 3 something could not be measured."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
public final class BenchRun implements Callable<Integer> {
  static final int FINE = 0;
  static final int WORSENED = 1;
  static final int WRONG_USAGE = 2;
  static final int NOT_MEASURED = 3;

  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--short",
      description =
          "Measure a few cases against the floor and Netty, and compare with the baseline.")
  private boolean isShort;

  @Option(
      names = "--only",
      paramLabel = "CASE",
      description = "Measure only this case. Repeatable.")
  private List<String> only = List.of();

  @Option(names = "--rounds", paramLabel = "N", description = "Measure everything this many times.")
  private @Nullable Integer rounds;

  @Option(
      names = "--millis",
      paramLabel = "N",
      description = "Let an iteration take this many milliseconds.")
  private @Nullable Integer millis;

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description = "The interpreter for CPython; else one that is found.")
  private @Nullable String python;

  @Option(
      names = "--uvloop-python",
      paramLabel = "PROGRAM",
      description = "The interpreter for uvloop; else one that is found.")
  private @Nullable String uvloopPython;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "The ratios that the short form compares with (${DEFAULT-VALUE}).")
  private Path baseline = Path.of("stress", "bench", "baseline.json");

  @Option(
      names = "--write-baseline",
      description = "Write the ratios of the short form into the baseline, and compare nothing.")
  private boolean writesBaseline;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the results for programs here (${DEFAULT-VALUE}).")
  private Path out = Path.of("stress", "target", "bench", "results.json");

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Measure nothing, and take the results of an earlier run.")
  private @Nullable Path from;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Replace the text between the benchmarks comments of this file.")
  private @Nullable Path markdown;

  private BenchRun() {}

  /** Runs the command line and exits with its status. */
  public static void main(String[] args) {
    System.exit(
        execute(
            new PrintWriter(System.out, true, System.out.charset()),
            new PrintWriter(System.err, true, System.err.charset()),
            args));
  }

  /** Runs the command line. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new BenchRun()).setOut(out).setErr(err);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setExecutionExceptionHandler((failure, _, _) -> failed(failure, err));
    return line.execute(args);
  }

  private static int failed(Exception failure, PrintWriter err) {
    err.println(failure.getMessage());
    explain(failure, err);
    return failure instanceof IllegalArgumentException ? WRONG_USAGE : NOT_MEASURED;
  }

  /**
   * Prints what is behind a failure; JMH has the error of a benchmark among the suppressed ones.
   */
  private static void explain(Throwable failure, PrintWriter err) {
    Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
        .forEach(reason -> {
          err.println("  " + reason);
          explain(reason, err);
        });
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    List<Case> cases = selected();
    checkOptions();
    // What cannot be compared with later need not be measured first.
    Optional<Baseline> before =
        isShort && !writesBaseline ? Optional.of(Baseline.read(baseline)) : Optional.empty();
    Results results = from == null ? measure(cases) : Results.read(from);
    String text = ResultsTable.markdown(results, cases);
    spec.commandLine().getOut().println(text);
    if (markdown != null) {
      Files.writeString(markdown, withSection(markdown, text));
    }
    if (writesBaseline) {
      Baseline.of(results, cases).write(baseline);
    }
    return before.isPresent() ? compare(results, cases, before.get()) : FINE;
  }

  private void checkOptions() {
    if (writesBaseline && !isShort) {
      throw new IllegalArgumentException("--write-baseline is about the short form: add --short");
    }
    if (isShort && markdown != null) {
      throw new IllegalArgumentException("--markdown is for the table of the full form");
    }
    if ((rounds != null && rounds < 1) || (millis != null && millis < 1)) {
      throw new IllegalArgumentException("--rounds and --millis are at least 1");
    }
    if (markdown != null) {
      withSection(markdown, "");
    }
  }

  /** What a file says with another table. */
  private static String withSection(Path file, String table) {
    try {
      return Section.replaced(Files.readString(file), table);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "Cannot read the file of --markdown, `" + file + "`: " + unreadable, unreadable);
    }
  }

  private List<Case> selected() {
    List<Case> all = isShort ? shortForm() : Cases.all();
    List<String> known = all.stream().map(Case::id).toList();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("Unknown case `" + name + "`; known: " + known);
      }
    }
    return all.stream()
        .filter(benchmark -> only.isEmpty() || only.contains(benchmark.id()))
        .toList();
  }

  /** The key cases, without the peers that a machine may not have. */
  static List<Case> shortForm() {
    return Cases.all().stream().filter(Case::isKey).map(Case::forBaseline).toList();
  }

  private Results measure(List<Case> cases) throws IOException, RunnerException {
    Effort standard = isShort ? Effort.SHORT : Effort.FULL;
    Effort effort =
        new Effort(
            rounds == null ? standard.rounds() : rounds,
            standard.warmUps(),
            standard.iterations(),
            millis == null ? standard.millis() : millis);
    Map<String, String> facts = new LinkedHashMap<>(MachineFacts.gather(effort));
    Map<String, String> absent = new LinkedHashMap<>();
    Map<Peer, PythonPeer> pythons = new EnumMap<>(Peer.class);
    if (!isShort) {
      findPython(Peer.CPYTHON, "--python", python, pythons, absent);
      findPython(Peer.UVLOOP, "--uvloop-python", uvloopPython, pythons, absent);
    }
    pythons.values().forEach(found -> facts.put(found.peer().title(), found.version()));
    Optional<Path> compiled = Optional.empty();
    if (cases.stream().flatMap(one -> one.subjects().stream()).anyMatch(BenchRun::isCompiled)) {
      compiled = CompiledServer.compile();
      if (compiled.isEmpty()) {
        absent.put(Peer.C.id(), "not measured: no C compiler that makes it was found here");
      }
    }
    if (!ServerProcess.hasLoop(Peer.NETTY_EPOLL.id())) {
      absent.put(Peer.NETTY_EPOLL.id(), "its native part does not run here");
    }
    Results results = Results.empty(facts, absent);
    Campaign campaign =
        new Campaign(
            measurable(cases, facts), effort, pythons, compiled, spec.commandLine().getErr());
    try {
      campaign.measureInto(results);
    } finally {
      results.write(out);
    }
    return results;
  }

  private static boolean isCompiled(Subject subject) {
    return subject.peer() == Peer.C;
  }

  /** Those that can be measured on this system; notes among the facts if not all can. */
  private static List<Case> measurable(List<Case> cases, Map<String, String> facts) {
    if (ServerFork.isPossible()) {
      return cases;
    }
    facts.put("Servers", "not measured: the processor time of a process is read from /proc");
    return cases.stream().filter(one -> one.load().isEmpty()).toList();
  }

  private static void findPython(
      Peer peer,
      String option,
      @Nullable String given,
      Map<Peer, PythonPeer> pythons,
      Map<String, String> absent) {
    List<String> candidates = given == null ? Interpreters.installed() : List.of(given);
    Optional<PythonPeer> found = PythonPeer.find(peer, candidates);
    if (found.isPresent()) {
      pythons.put(peer, found.get());
    } else if (given != null) {
      throw new IllegalArgumentException(
          "The program of " + option + " does not run " + peer.title() + ": `" + given + "`");
    } else {
      absent.put(peer.id(), "no Python that was found here has it (" + option + ")");
    }
  }

  private int compare(Results results, List<Case> cases, Baseline before) {
    PrintWriter console = spec.commandLine().getOut();
    BaselineCheck check = BaselineCheck.of(results, cases, before);
    check.lines().forEach(console::println);
    if (check.worsened() > 0) {
      console.printf("%d ratios have worsened by more than half.%n", check.worsened());
      return WORSENED;
    }
    if (check.decided() == 0) {
      console.println("Nothing could be compared: everything moved between the rounds.");
      return NOT_MEASURED;
    }
    console.printf("%d ratios compared, none has worsened by more than half.%n", check.decided());
    return FINE;
  }
}
