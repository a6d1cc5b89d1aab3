package io.asynciotck.tck.model;

import io.asynciotck.tck.harness.RuleViolation;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Holds a trace against a model. */
final class TraceCheck {
  private static final String NOTHING = "(nothing)";

  private TraceCheck() {}

  /**
   * Follows the trace in the model.
   *
   * @param program what was run, for people
   * @throws RuleViolation at the first event that is not legal
   */
  static void check(Object program, Model model, List<String> events) {
    for (int i = 0; i < events.size(); i++) {
      SequencedMap<String, Runnable> legal = model.legalNext();
      Runnable step = legal.get(events.get(i));
      if (step == null) {
        throw violation(program, model, events, i);
      }
      step.run();
    }
    if (!model.legalNext().isEmpty()) {
      throw violation(program, model, events, events.size());
    }
  }

  private static RuleViolation violation(
      Object program, Model model, List<String> events, int place) {
    List<String> rest = events.subList(place, events.size());
    String rule =
        rest.isEmpty()
            ? model.ruleAgainst("", rest)
            : model.ruleAgainst(rest.getFirst(), rest.subList(1, rest.size()));
    List<String> before = events.subList(0, place);
    List<String> legal = List.copyOf(model.legalNext().sequencedKeySet());
    return RuleViolation.ofProgram(
        rule,
        String.join(
            "\n",
            "program:",
            program.toString().indent(2).stripTrailing(),
            "legal so far:  " + text(before),
            "legal next:    " + (legal.isEmpty() ? NOTHING : String.join(" or ", legal)),
            "but saw:       " + text(rest)),
        legal.isEmpty()
            ? List.of(text(before))
            : legal.stream().map(next -> text(with(before, next))).toList(),
        text(events));
  }

  private static List<String> with(List<String> before, String next) {
    return Stream.concat(before.stream(), Stream.of(next)).toList();
  }

  private static String text(List<String> events) {
    return events.isEmpty() ? NOTHING : String.join(", ", events);
  }
}
