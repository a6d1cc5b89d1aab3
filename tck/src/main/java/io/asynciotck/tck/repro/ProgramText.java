package io.asynciotck.tck.repro;

import static io.asynciotck.tck.bridge.WireWords.NAME;

import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.RuleViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A recording, written as a Python program. */
final class ProgramText {

  /**
   * A program.
   *
   * @param text its text
   * @param extras how lines begin that it prints, and that the test has not traced
   * @param observed the events for which it prints what the test has looked at
   * @param untold the events for which it prints nothing
   * @param shown how it prints events that have more than one line
   * @param bases the bases of the classes of exceptions that the test has seen, by name
   * @param isCut whether the test was cut off
   */
  record Written(
      String text,
      Set<String> extras,
      Set<String> observed,
      Set<String> untold,
      Map<String, String> shown,
      Map<String, List<String>> bases,
      boolean isCut) {}

  /** A test that does too much may still do it in few lines, again and again. */
  private static final int LONGEST_OF_MANY = 300;

  /** How many descriptors are open. */
  private static final String DESCRIPTORS = "len(os.listdir(\"/proc/self/fd\"))";

  private final PythonOptions options;
  private final List<Recording.Line> lines;
  private final Names names;
  private final Script script;
  private final boolean scaled;
  private final boolean ownClock;
  private final Ending ending;
  private final Needs needs = new Needs();
  private final Values values;
  private final Calls calls;
  private final Prints prints;
  private final Definitions definitions;

  private ProgramText(
      Recording.Taken recording, Names names, PythonOptions options, Style style, Ending ending) {
    @Nullable JsonNode last =
        ending instanceof Ending.Stuck ? recording.lastAnswer().orElse(null) : null;
    this.ownClock = style.ownClock;
    this.options = options;
    this.ending = ending;
    this.lines = recording.lines();
    this.names = names;
    script = new Script(recording, names);
    boolean advances = recording.isVirtual() && options.adapter().isPresent();
    scaled = recording.isVirtual() && !style.ownClock && !advances;
    Calls.Clock clock =
        new Calls.Clock(ownClock, advances ? Preamble.ofAdapter(options, "advance") : "");
    values = new Values(names, script, needs, scaled, style.isWordy, this::expression);
    calls =
        new Calls(
            names,
            values,
            script.readings(),
            usesPolicies() ? Preamble.OF_POLICY : Preamble.newLoop(options, ownClock),
            clock,
            last);
    prints =
        new Prints(
            names, values, calls, script.readings(), script.patternReceived(), style.isWordy);
    definitions = new Definitions(names, script, needs, values, calls, prints);
  }

  private Optional<String> expression(int number, boolean isIgnored) {
    return definitions.expression(number, isIgnored);
  }

  /**
   * Writes the program.
   *
   * @param heading what its first lines say, as comments
   * @param style whether it brings a clock like that of the test, and how much it says
   * @param ending how the test ended; what it could not go on with is told
   * @throws NoProgramException if it cannot be written
   */
  static Written of(
      Recording.Taken recording,
      PythonOptions options,
      List<String> heading,
      Style style,
      Ending ending) {
    List<Recording.Line> lines = recording.lines();
    Names draft = new Names(lines);
    new ProgramText(recording, draft, options, style, ending).text(heading);
    ProgramText fair = new ProgramText(recording, draft.after(lines), options, style, ending);
    String text = fair.text(heading);
    if (recording.isTooLong() && text.lines().count() > LONGEST_OF_MANY) {
      throw new NoProgramException(Reproduction.TOO_LONG);
    }
    Prints prints = fair.prints;
    return new Written(
        text,
        prints.extras(),
        prints.observed(),
        prints.untold(),
        prints.shown(),
        prints.bases(),
        text.contains(Writer.NO_RETURN));
  }

  private String text(List<String> heading) {
    List<String> main = definitions.main();
    String functions = definitions.functions();
    List<String> objects = definitions.objects();
    List<String> statements = new ArrayList<>(objects);
    if (ending instanceof Ending.Leaked) {
      statements.add("before = " + DESCRIPTORS);
    }
    statements.addAll(main);
    switch (ending) {
      case Ending.Leaked _ -> statements.addAll(countDescriptors());
      case Ending.Crashed(boolean behind) when behind && !options.hosted() ->
          statements.addAll(putAway());
      default -> {}
    }
    String code =
        options.hosted()
            ? Hosted.program(functions, statements, Preamble.ofAdapter(options, "run"))
            : functions + "\n\n" + String.join("\n", statements) + "\n";
    if (code.contains("asyncio.")) {
      needs.add("asyncio");
    }
    StringBuilder text = new StringBuilder();
    comments(heading).forEach(line -> text.append(("# " + line).strip()).append('\n'));
    String before = Preamble.of(options, needs, ownClock, makesLoops());
    boolean defines = before.contains("\n    ") || !functions.isEmpty();
    return text.append(before).append(defines ? code : code.substring(1)).toString();
  }

  /** Closes what the test has closed, as its harness did, and tells what is open then. */
  private List<String> countDescriptors() {
    needs.add("gc");
    needs.add("os");
    String closed = String.join(", ", names.closable());
    return List.of(
        "for each in [" + closed + "]:",
        "    each.close()",
        "gc.collect()",
        prints.extra(RuleViolation.LEFT_OPEN, DESCRIPTORS + " - before"));
  }

  /** What happens behind each test: one that has broken the memory of the process may end it. */
  private List<String> putAway() {
    needs.add("gc");
    List<String> all = Stream.concat(names.variables().stream(), Stream.of("each")).toList();
    return List.of(
        "# Behind the test its loops are closed, all is forgotten, and a new loop runs once.",
        "for each in [" + String.join(", ", names.closable()) + "]:",
        "    each.close()",
        "for name in " + all.stream().map(Values::text).toList() + ":",
        "    globals().pop(name, None)",
        "gc.collect()",
        "loop = " + Preamble.newLoop(options, ownClock),
        "loop.call_soon(loop.stop)",
        "loop.call_later(3600, int).cancel()",
        "loop.run_forever()",
        "loop.close()");
  }

  /** The variables of the environment, as a shell takes them. */
  static String environment(PythonOptions options) {
    return options.environment().entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private List<String> comments(List<String> heading) {
    List<String> all = new ArrayList<>(heading);
    if (!options.environment().isEmpty()) {
      all.add("To be run with " + environment(options) + " in the environment.");
    }
    if (scaled && values.seesTime()) {
      all.add("A second by the clock of the test is " + Values.VIRTUAL_SECOND + " s here.");
    }
    if (ownClock) {
      all.add("The program brings a clock of its own, which jumps to the next timer.");
    }
    if (!script.otherThreads().isEmpty()) {
      all.add("Where threads do not wait for one another, how they take turns is left to chance.");
    }
    return all;
  }

  /** Whether the program is about policies, so that it has to ask them for its loops. */
  private boolean usesPolicies() {
    return callsOneOf(name -> name.endsWith("_event_loop_policy"));
  }

  private boolean makesLoops() {
    return callsOneOf(Preamble.MAKE_LOOPS::contains);
  }

  private boolean callsOneOf(Predicate<String> names) {
    return lines.stream().anyMatch(line -> names.test(line.message().path(NAME).asString("")));
  }
}
