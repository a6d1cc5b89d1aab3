package io.asynciotck.tck.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Print a script by which a shell completes commands, options, and names.",
      "The names are those of rules, classes and levels.",
      "",
      "  source <(asyncio-tck completion)          in bash and zsh",
      "  asyncio-tck completion fish | source      in fish"
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      description = "Which shell: bash, zsh or fish. Default: bash, which is right for zsh, too.")
  private Shell shell = Shell.BASH;

  /** A shell that completes. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Override
  public Integer call() {
    CommandLine whole = spec.root().commandLine();
    PrintWriter console = spec.commandLine().getOut();
    console.println(
        shell == Shell.FISH
            ? FishScript.of(whole)
            : AutoComplete.bash(whole.getCommandName(), whole));
    return ExitStatus.CONFORMANT;
  }
}
