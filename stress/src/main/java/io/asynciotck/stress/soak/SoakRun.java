package io.asynciotck.stress.soak;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.sockets;

import io.asynciotck.stress.server.Descriptors;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a loop under a large load, and under a long one. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description =
        "Looks whether a loop with very many connections, very much data or for a long time loses"
            + " a byte, a descriptor or memory.",
    footer = {
      "",
      "Exit status: 0 nothing is wrong; 1 something is; 2 wrong usage; 3 it could not be tried"
          + " here."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
public final class SoakRun implements Callable<Integer> {
  static final int FINE = 0;
  static final int WRONG = 1;
  static final int WRONG_USAGE = 2;
  static final int NOT_POSSIBLE = 3;

  private static final int HELP_WIDTH = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What is tried. */
  enum Part {
    CONNECTIONS,
    BYTES,
    ACCEPTS,
    SOAK
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "Try only this: ${COMPLETION-CANDIDATES}. Repeatable.")
  private List<Part> only = List.of();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "So many connections at a time in the part CONNECTIONS (${DEFAULT-VALUE}).")
  private int connections = 10_000;

  @Option(
      names = "--mebibytes",
      paramLabel = "N",
      description = "So much through one connection in the part BYTES (${DEFAULT-VALUE}).")
  private int mebibytes = 1024;

  @Option(
      names = "--accepts",
      paramLabel = "N",
      description =
          "So many connections one after the other in the part ACCEPTS (${DEFAULT-VALUE}; a"
              + " million takes minutes).")
  private int accepts = 100_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long the part SOAK takes (${DEFAULT-VALUE}).")
  private int seconds = 600;

  @Option(
      names = "--at-a-time",
      paramLabel = "N",
      description = "So many conversations at a time in the part SOAK (${DEFAULT-VALUE}).")
  private int atATime = 50;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What chance in the part SOAK follows from; else one that is printed.")
  private @Nullable Long seed;

  private SoakRun() {}

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
    CommandLine line = new CommandLine(new SoakRun()).setOut(out).setErr(err);
    line.setUsageHelpWidth(HELP_WIDTH).setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, _, _) -> {
      err.println(failure.getMessage());
      return failure instanceof IllegalArgumentException ? WRONG_USAGE : NOT_POSSIBLE;
    });
    return line.execute(args);
  }

  @Override
  public Integer call() throws Exception {
    if (Math.min(Math.min(connections, mebibytes), Math.min(accepts, seconds)) < 1 || atATime < 1) {
      throw new IllegalArgumentException("All numbers but the seed are at least 1");
    }
    boolean fine = true;
    for (Part part : Part.values()) {
      if (only.isEmpty() || only.contains(part)) {
        fine &= isFine(part);
      }
    }
    return fine ? FINE : WRONG;
  }

  private boolean isFine(Part part) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    String name = part.name().toLowerCase(Locale.ROOT);
    try {
      out.println("PASS " + name + ": " + tried(part));
      return true;
    } catch (IllegalStateException wrong) {
      out.println("FAIL " + name + ": " + wrong.getMessage());
      return false;
    }
  }

  private String tried(Part part) throws Exception {
    return switch (part) {
      case CONNECTIONS -> new Scale().connections(connections, 10);
      case BYTES -> new Scale().bytes(mebibytes);
      case ACCEPTS -> new Scale().accepts(accepts);
      case SOAK -> soak();
    };
  }

  private String soak() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    // Both ends are here.
    Descriptors.requireFor(4 * atATime);
    long chosen = seed == null ? new Random().nextLong() : seed;
    out.println("soak: %d s, --seed %d".formatted(seconds, chosen));
    Findings findings =
        new Soak(ASYNCIO, sockets(), atATime, chosen, PATIENCE, out::println)
            .runFor(Duration.ofSeconds(seconds));
    if (findings.isAnyFailed()) {
      throw new IllegalStateException(
          findings.progress() + "\n  " + String.join("\n  ", findings.failures()));
    }
    return findings.progress();
  }
}
