package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBookException;
import io.asynciotck.tck.harness.ImplementationException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code asyncio-tck}. */
@Command(
    name = "asyncio-tck",
    mixinStandardHelpOptions = true,
    version = "asyncio-tck 0.1.0",
    description = "Holds an asyncio event loop against the specification, rule by rule.",
    subcommands = {RunCommand.class, ListCommand.class, ExplainCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 conformant; 1 not conformant; 2 wrong usage or nothing selected; 3 the",
      "implementation could not be evaluated; 4 expectations drifted; 130 interrupted."
    })
public final class Main {

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of what went wrong.")
  private boolean stacktrace;

  private Main() {}

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
    Main main = new Main();
    CommandLine line = new CommandLine(main).setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((wrong, given) -> usage(wrong));
    line.setExecutionExceptionHandler((failure, command, parsed) -> main.failed(failure, command));
    return args.length == 0 ? line.execute("--help") : line.execute(args);
  }

  private static int usage(CommandLine.ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getCommandName() + ": " + oneLine(wrong.getMessage()));
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  private int failed(Exception failure, CommandLine command) throws Exception {
    command.getErr().println(command.getCommandName() + ": " + oneLine(failure.getMessage()));
    if (stacktrace) {
      command.getErr().println(StackTraces.of(failure));
    }
    return switch (failure) {
      case IllegalArgumentException usage -> ExitStatus.USAGE;
      case ImplementationException broken -> ExitStatus.NOT_EVALUATED;
      case RuleBookException broken -> ExitStatus.NOT_EVALUATED;
      default -> throw failure;
    };
  }

  private static String oneLine(@org.jspecify.annotations.Nullable String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
