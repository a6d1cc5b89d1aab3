package io.asynciotck.tck.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Print a script by which bash and zsh complete commands, options, and the names of rules,",
      "classes and levels.",
      "",
      "  source <(asyncio-tck completion)"
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine whole = spec.root().commandLine();
    PrintWriter console = spec.commandLine().getOut();
    console.println(AutoComplete.bash(whole.getCommandName(), whole));
    return ExitStatus.CONFORMANT;
  }
}
