package io.asynciotck.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the ids that pages name against the rules that there are. */
final class CrossCheck {

  private final List<RulePage> pages;
  private final Appendix appendix;
  private final Problems problems;
  private final Map<String, RuleText> rules = new LinkedHashMap<>();

  CrossCheck(List<RulePage> pages, Appendix appendix, Problems problems) {
    this.pages = pages;
    this.appendix = appendix;
    this.problems = problems;
  }

  void run() {
    pages.forEach(page -> page.rules().forEach(this::checkIdIsNew));
    pages.forEach(page -> page.rules().forEach(this::checkPremises));
    appendix.retired().forEach(this::checkRetired);
    for (NotTestable entry : appendix.notTestable()) {
      requireRule(Appendix.NOT_TESTABLE, entry.line(), entry.id());
    }
    for (Conflict conflict : appendix.conflicts()) {
      conflict.rules().forEach(id -> requireRule(Appendix.CONFLICTS, conflict.line(), id));
    }
    for (Note note : appendix.notes()) {
      note.rules().forEach(id -> requireRule(Appendix.NOTES, note.line(), id));
    }
  }

  private void checkIdIsNew(RuleText rule) {
    RuleText first = rules.putIfAbsent(rule.id(), rule);
    if (first != null) {
      problems.add(
          rule.page(),
          rule.line(),
          "Rule `" + rule.id() + "` is there already, at " + first.location());
    }
  }

  private void checkPremises(RuleText rule) {
    for (Inference inference : rule.evidence(Inference.class)) {
      inference.rules().forEach(id -> requireRule(rule.page(), rule.line(), id));
      if (inference.rules().contains(rule.id())) {
        problems.add(rule.page(), rule.line(), "Rule `" + rule.id() + "` is inferred from itself");
      }
    }
  }

  private void checkRetired(RetiredRule entry) {
    RuleText reused = rules.get(entry.id());
    if (reused != null) {
      problems.add(
          reused.page(),
          reused.line(),
          "Rule `" + entry.id() + "` was retired in " + entry.retiredIn() + "; no id comes back");
    }
    for (String id : entry.replacedBy()) {
      if (appendix.retired().stream().noneMatch(other -> other.id().equals(id))) {
        requireRule(Appendix.RETIRED, entry.line(), id);
      }
    }
  }

  private void requireRule(String page, int line, String id) {
    if (!rules.containsKey(id)) {
      problems.add(page, line, appendix.unknown(id, rules.keySet()));
    }
  }
}
