package io.asynciotck.tck.book;

import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules of a profile, and what is different from the one before.
 *
 * @param name the profile, such as {@code py3.13}
 * @param count how many rules are in force
 * @param changed whether anything is different from the profile before
 * @param begun the rules that have come into force
 * @param ended the rules that are no longer in force
 * @param rules all rules in force
 */
record Profiles(
    String name,
    int count,
    boolean changed,
    List<RuleEntry> begun,
    List<RuleEntry> ended,
    List<RuleEntry> rules) {

  /** The profiles, the newest first. */
  static List<Profiles> all(RuleBook book, List<RuleEntry> entries) {
    List<Profiles> profiles = new ArrayList<>();
    List<RuleText> before = null;
    for (Profile profile : Profile.known()) {
      List<RuleText> inForce = book.inForce(profile);
      List<RuleText> earlier = before == null ? inForce : before;
      List<RuleEntry> begun = select(entries, minus(inForce, earlier));
      List<RuleEntry> ended = select(entries, minus(earlier, inForce));
      profiles.add(
          new Profiles(
              profile.name(),
              inForce.size(),
              !begun.isEmpty() || !ended.isEmpty(),
              begun,
              ended,
              select(entries, inForce)));
      before = inForce;
    }
    return profiles.reversed();
  }

  private static List<RuleText> minus(List<RuleText> some, List<RuleText> others) {
    return some.stream().filter(rule -> !others.contains(rule)).toList();
  }

  private static List<RuleEntry> select(List<RuleEntry> entries, List<RuleText> rules) {
    List<String> ids = rules.stream().map(RuleText::id).toList();
    return entries.stream().filter(entry -> ids.contains(entry.id())).toList();
  }

  /** The names of the profiles in which a rule is in force, with blanks between them. */
  static String of(RuleText rule) {
    return Profile.known().stream()
        .filter(profile -> profile.selects(rule))
        .map(Profile::name)
        .collect(Collectors.joining(" "));
  }
}
