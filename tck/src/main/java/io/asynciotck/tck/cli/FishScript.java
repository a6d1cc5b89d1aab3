package io.asynciotck.tck.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What fish has to know to complete a command line: a line for each command and each option. */
final class FishScript {
  private final String name;
  private final List<String> lines = new ArrayList<>();

  private FishScript(String name) {
    this.name = name;
  }

  /** The script. */
  static String of(CommandLine whole) {
    FishScript script = new FishScript(whole.getCommandName());
    script.lines.add("complete -c " + script.name + " -f");
    script.options("__fish_use_subcommand", whole.getCommandSpec());
    whole.getSubcommands().forEach(script::command);
    return String.join("\n", script.lines) + "\n";
  }

  private void command(String command, CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    add("__fish_use_subcommand", "-a " + command, first(spec.usageMessage().description()));
    String seen = "__fish_seen_subcommand_from " + command;
    options(seen, spec);
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      String candidates = words(parameter.completionCandidates());
      add(seen, candidates.isEmpty() ? "-F" : candidates, first(parameter.description()));
    }
  }

  private void options(String when, CommandSpec spec) {
    for (OptionSpec option : spec.options()) {
      String takes = "";
      if (option.arity().max() > 0) {
        String candidates = words(option.completionCandidates());
        takes = " -r " + (candidates.isEmpty() ? "-F" : candidates);
      }
      add(when, "-l " + option.longestName().substring(2) + takes, first(option.description()));
    }
  }

  private void add(String when, String what, String description) {
    lines.add(
        "complete -c %s -n %s %s -d %s".formatted(name, quoted(when), what, quoted(description)));
  }

  /** The first line of a description; the others are for those who read on. */
  private static String first(String[] description) {
    return description.length == 0 ? "" : description[0];
  }

  private static String words(@Nullable Iterable<String> candidates) {
    if (candidates == null) {
      return "";
    }
    List<String> all =
        StreamSupport.stream(candidates.spliterator(), false).map(FishScript::lower).toList();
    return all.isEmpty() ? "" : "-f -a " + quoted(String.join(" ", all));
  }

  /** Constants of Java are words for the user; names of tests are what they are. */
  private static String lower(String word) {
    return word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
