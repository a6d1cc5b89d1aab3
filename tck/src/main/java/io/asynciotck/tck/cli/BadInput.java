package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBookException;
import io.asynciotck.tck.book.UnreadableException;
import io.asynciotck.tck.harness.ImplementationException;
import io.asynciotck.tck.run.UntestedRulesException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what was wrong, and what would have been right. */
final class BadInput {

  private static final Pattern NO_NUMBER =
      Pattern.compile("option '(--[a-z-]+)'[^:]*: '(.*)' is not an? (?:long|int)$");
  private static final Pattern NO_CHOICE =
      Pattern.compile(
          "(?:option '|\\()(--[a-z-]+|[A-Z]+)['\\)].*: expected one of \\[(.*)] .*but was '(.*)'$");

  private static final Pattern TOO_MANY =
      Pattern.compile("^Error: expected only one match but got");

  /** What a converter of ours has to say. */
  private static final Pattern CONVERTED =
      Pattern.compile("^Invalid value for option '(--[a-z-]+)'[^:]*: (`.*)$");

  private BadInput() {}

  /** The arguments do not fit the command line. */
  static int usage(ParameterException wrong, String[] given) {
    CommandLine command = wrong.getCommandLine();
    say(command, sentence(wrong));
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  private static String sentence(ParameterException wrong) {
    CommandSpec spec = wrong.getCommandLine().getCommandSpec();
    if (wrong instanceof UnmatchedArgumentException unknown) {
      return unknown(spec, unknown.getUnmatched().getFirst());
    }
    return inOurWords(String.valueOf(wrong.getMessage()));
  }

  /** Picocli speaks of Java's types and constants, and of its own. */
  private static String inOurWords(String message) {
    if (TOO_MANY.matcher(message).find()) {
      return "At most two loops are compared: what is chosen first, and what second";
    }
    Matcher converted = CONVERTED.matcher(message);
    if (converted.find()) {
      return converted.group(1) + ": " + converted.group(2);
    }
    Matcher number = NO_NUMBER.matcher(message);
    if (number.find()) {
      return "%s takes a whole number, and not `%s`".formatted(number.group(1), number.group(2));
    }
    Matcher choice = NO_CHOICE.matcher(message);
    if (choice.find()) {
      String known = choice.group(2).toLowerCase(Locale.ROOT);
      return "%s takes one of %s, and not `%s`".formatted(choice.group(1), known, choice.group(3));
    }
    return message;
  }

  private static String unknown(CommandSpec spec, String argument) {
    if (argument.startsWith("-")) {
      return "Unknown option `" + argument + "`; known: " + String.join(", ", options(spec));
    }
    return spec.subcommands().isEmpty()
        ? "Unexpected argument `" + argument + "`"
        : "Unknown command `" + argument + "`; known: " + commands(spec);
  }

  private static List<String> options(CommandSpec spec) {
    return spec.options().stream().map(OptionSpec::longestName).sorted().toList();
  }

  static String commands(CommandSpec spec) {
    return String.join(", ", spec.subcommands().keySet());
  }

  /**
   * Refuses options that were given nothing, or blanks: no option takes that.
   *
   * @throws ParameterException if there is one
   */
  static void refuseNothing(ParseResult parsed) {
    for (ParseResult one = parsed; one != null; one = one.subcommand()) {
      for (OptionSpec option : one.matchedOptions()) {
        if (option.originalStringValues().stream().anyMatch(String::isBlank)) {
          throw new ParameterException(
              one.commandSpec().commandLine(),
              "%s takes %s, and was given nothing"
                  .formatted(option.longestName(), option.paramLabel()));
        }
      }
    }
  }

  /** The command could not do what it was asked to. */
  static int failed(Throwable failure, CommandLine command, boolean stacktrace) {
    int status = status(failure);
    boolean expected = status == ExitStatus.USAGE || isSaidInOneSentence(failure);
    say(command, (expected ? "" : "This is a bug of the kit: ") + message(failure, expected));
    if (failure instanceof ImplementationException refused && !refused.details().isEmpty()) {
      command.getErr().println(refused.details().indent(2).stripTrailing());
    }
    if (stacktrace) {
      command.getErr().println(StackTraces.of(failure));
    } else if (!expected) {
      command.getErr().println("More with: --stacktrace");
    }
    return status;
  }

  private static int status(Throwable failure) {
    return switch (failure) {
      case IllegalArgumentException _ -> ExitStatus.USAGE;
      case NotWrittenException _ -> ExitStatus.NOT_WRITTEN;
      default -> ExitStatus.NOT_EVALUATED;
    };
  }

  private static boolean isSaidInOneSentence(Throwable failure) {
    return failure instanceof ImplementationException
        || failure instanceof RuleBookException
        || failure instanceof UnreadableException
        || failure instanceof NotWrittenException
        || failure instanceof UntestedRulesException;
  }

  private static @Nullable String message(Throwable failure, boolean expected) {
    return expected ? failure.getMessage() : failure.toString();
  }

  private static void say(CommandLine command, @Nullable String sentence) {
    PrintWriter err = command.getErr();
    String line = String.valueOf(sentence).strip().replaceAll("\\s*\\R\\s*", " ");
    err.println(command.getCommandSpec().qualifiedName() + ": " + line);
  }
}
