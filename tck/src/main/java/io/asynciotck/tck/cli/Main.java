package io.asynciotck.tck.cli;

import io.asynciotck.tck.bridge.AgentDiedError;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck}. */
@Command(
    name = "asyncio-tck",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = "Checks an asyncio event loop against the specification, rule by rule.",
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      ExplainCommand.class,
      ReportCommand.class,
      MatrixCommand.class,
      DiffCommand.class,
      AuditCommand.class,
      BookCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 conformant; 1 not conformant; 2 wrong usage or nothing selected; 3 the",
      "implementation could not be evaluated; 4 expectations drifted; 5 results or output could"
          + " not",
      "be written; 130 interrupted."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
public final class Main implements Runnable {

  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of what went wrong.")
  boolean stacktrace;

  private Main() {}

  /** Runs the command line and exits with its status. */
  public static void main(String[] args) {
    // A thread of a test may still be calling a process that was ended behind the test.
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
      if (!(failure instanceof AgentDiedError)) {
        System.err.println(thread.getName() + ": " + StackTraces.of(failure));
      }
    });
    System.exit(
        execute(
            new PrintWriter(System.out, true, System.out.charset()),
            new PrintWriter(System.err, true, System.err.charset()),
            args));
  }

  /** Runs the command line. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main).setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setParameterExceptionHandler(BadInput::usage);
    line.setExecutionStrategy(Main::executed);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> BadInput.failed(failure, command, main.stacktrace));
    try {
      return written(out, err, line.execute(args));
    } catch (Error fatal) { // Picocli hands on exceptions, and nothing else.
      return BadInput.failed(fatal, line, main.stacktrace);
    }
  }

  private static int executed(ParseResult parsed) {
    BadInput.refuseNothing(parsed);
    return new RunLast().execute(parsed);
  }

  /** A status that says what was printed says nothing if it could not be read. */
  private static int written(PrintWriter out, PrintWriter err, int status) {
    if (!out.checkError()) {
      return status;
    }
    err.println("asyncio-tck: Not all could be printed: standard output is full or closed.");
    return ExitStatus.worse(status, ExitStatus.NOT_WRITTEN);
  }

  /** Without a command there is nothing to do, and nothing done is not a success. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "A command is missing; known: " + BadInput.commands(spec));
  }
}
