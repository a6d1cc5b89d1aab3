package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the entries of the pages that are not about an area. */
final class EntryParser {

  private static final Pattern RETIRED =
      Pattern.compile(
          "retired in (\\d+(?:\\.\\d+){1,2}) · (?:(?<no>not replaced)|replaced by (?<ids>.+))");
  private static final Pattern COVERAGE =
      Pattern.compile("(?s)(?<rules>Rules:)\\s+(?<ids>\\S.*)|Not normative:\\s+(?<reason>\\S.*)");
  private static final Pattern QUOTED = Pattern.compile("> (Decision|Rules|Steps): +(\\S.*)");
  private static final Pattern WORD = Pattern.compile("[a-z]+(-[a-z]+)*");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d?");

  private static final String KIND = "> Kind: ";

  private EntryParser() {}

  static Term term(Block block) {
    return new Term(block.title(), requireText(block, "The term has no text"), line(block));
  }

  static GapWord gapWord(Block block) {
    requireWord(block, "loops-in-threads");
    List<Line> quote = block.body().stream().filter(Line::isQuote).toList();
    String text = prose(block, "The entry does not say what is not done");
    String rules = quoted(quote, "Rules");
    if (rules.isEmpty()) {
      throw block.wrong("The entry has no `> Rules: id, id` line");
    }
    return new GapWord(block.title(), text, List.of(rules.split(", *")), line(block));
  }

  static OpenPoint openPoint(Block block) {
    requireWord(block, "order-at-a-barrier");
    String text = prose(block, "The entry does not say what is left open");
    String steps = quoted(block.body().stream().filter(Line::isQuote).toList(), "Steps");
    if (steps.isEmpty()) {
      throw block.wrong("The entry has no `> Steps: Name, Name` line");
    }
    return new OpenPoint(block.title(), text, List.of(steps.split(", *")), line(block));
  }

  static SentenceWord sentenceWord(Block block) {
    requireWord(block, "example");
    String text = prose(block, "The entry does not say why such a sentence has no rule");
    String quote =
        block.body().stream()
            .filter(Line::isQuote)
            .map(Line::text)
            .collect(Collectors.joining("\n"));
    SentenceWord.Kind kind =
        Optional.of(quote)
            .filter(line -> line.startsWith(KIND))
            .flatMap(line -> SentenceWord.Kind.of(line.substring(KIND.length())))
            .orElseThrow(() ->
                block.wrong(
                    "The entry has a line `> Kind: word`, with one of: "
                        + Arrays.stream(SentenceWord.Kind.values())
                            .map(SentenceWord.Kind::label)
                            .collect(Collectors.joining(", "))));
    return new SentenceWord(block.title(), kind, text, line(block));
  }

  private static void requireWord(Block block, String such) {
    if (!WORD.matcher(block.title()).matches()) {
      throw block.wrong("The heading of an entry is a word, as `" + such + "`");
    }
  }

  private static String prose(Block block, String complaint) {
    String text =
        block.body().stream()
            .filter(line -> !line.isQuote())
            .map(Line::text)
            .collect(Collectors.joining("\n"))
            .strip();
    if (text.isEmpty()) {
      throw block.wrong(complaint);
    }
    return text;
  }

  static NotTestable notTestable(Block block) {
    String reason = requireText(block, "The entry does not say why no test can show the rule");
    return new NotTestable(requireId(block), reason, line(block));
  }

  static RetiredRule retired(Block block) {
    String id = requireId(block);
    Line first = block.body().isEmpty() ? block.heading() : block.body().get(0);
    Matcher matcher = RETIRED.matcher(first.text());
    if (!matcher.matches()) {
      throw first.wrong(
          "Below a retired id stands `retired in 0.2.0 · replaced by id, id`"
              + " or `retired in 0.2.0 · not replaced`");
    }
    String ids = matcher.group("ids");
    List<String> replacedBy = ids == null ? List.of() : RuleIds.parseList(first, ids);
    List<List<Line>> rest = Line.paragraphs(block.body().subList(1, block.body().size()));
    if (rest.isEmpty()) {
      throw block.wrong("The entry does not say why the rule was retired");
    }
    String reason = String.join("\n\n", rest.stream().map(Line::join).toList());
    return new RetiredRule(id, matcher.group(1), replacedBy, reason, line(block));
  }

  static Conflict conflict(Block block) {
    List<Line> quote = block.body().stream().filter(Line::isQuote).toList();
    String text = prose(block, "The entry does not say what contradicts what");
    String decision = quoted(quote, "Decision");
    if (decision.isEmpty()) {
      throw block.wrong("The entry has no `> Decision: text` line");
    }
    return new Conflict(block.title(), text, decision, conflictRules(block, quote), line(block));
  }

  private static List<String> conflictRules(Block block, List<Line> quote) {
    List<String> rules = new ArrayList<>();
    if (RuleIds.isSpelledLikeOne(block.title())) {
      rules.add(block.title());
    }
    String listed = quoted(quote, "Rules");
    if (!listed.isEmpty()) {
      rules.addAll(RuleIds.parseList(quote.get(quote.size() - 1), listed));
    }
    return rules;
  }

  /** {@return the text under the key, or an empty one} */
  private static String quoted(List<Line> quote, String key) {
    String found = "";
    for (Line line : quote) {
      Matcher matcher = QUOTED.matcher(line.text());
      if (!matcher.matches()) {
        throw line.wrong("A conflict's block quote has `> Decision: text` and `> Rules: id, id`");
      }
      if (matcher.group(1).equals(key)) {
        if (!found.isEmpty()) {
          throw line.wrong("A conflict has one `" + key + "` line, not several");
        }
        found = matcher.group(2);
      }
    }
    return found;
  }

  static Note note(Block block) {
    if (!NUMBER.matcher(block.title()).matches() || Integer.parseInt(block.title()) > Note.COUNT) {
      throw block.wrong("The heading of a statement is its number, 1 to " + Note.COUNT);
    }
    List<Line> lines = block.body().stream().filter(line -> !line.isBlank()).toList();
    int split = 0;
    while (split < lines.size() && !opensCoverage(lines.get(split))) {
      split++;
    }
    if (split == 0) {
      throw block.wrong("The statement is missing");
    }
    if (split == lines.size()) {
      throw block.wrong("Below a statement stands `Rules: id, id` or `Not normative: reason`");
    }
    return note(block, Line.join(lines.subList(0, split)), lines.subList(split, lines.size()));
  }

  private static boolean opensCoverage(Line line) {
    return line.text().startsWith("Rules:") || line.text().startsWith("Not normative:");
  }

  private static Note note(Block block, String statement, List<Line> coverage) {
    if (coverage.stream().skip(1).anyMatch(EntryParser::opensCoverage)) {
      throw coverage.get(0).wrong("A statement has rules, or a reason for none, once");
    }
    Matcher matcher = COVERAGE.matcher(Line.join(coverage));
    if (!matcher.matches()) {
      throw coverage.get(0).wrong("The list of rules, or the reason for none, is empty");
    }
    int number = Integer.parseInt(block.title());
    String ids = matcher.group("ids");
    List<String> rules = ids == null ? List.of() : RuleIds.parseList(coverage.get(0), ids);
    return new Note(number, statement, rules, matcher.group("reason"), line(block));
  }

  private static String requireId(Block block) {
    if (!RuleIds.isSpelledLikeOne(block.title())) {
      throw block.wrong("The heading of the entry is a rule id, not `" + block.title() + "`");
    }
    return block.title();
  }

  private static String requireText(Block block, String complaint) {
    if (block.text().isEmpty()) {
      throw block.wrong(complaint);
    }
    return block.text();
  }

  private static int line(Block block) {
    return block.heading().number();
  }
}
