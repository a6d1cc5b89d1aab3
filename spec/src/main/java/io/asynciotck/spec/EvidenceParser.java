package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind the key of a line of evidence. */
final class EvidenceParser {

  private static final String RANGE = "(?:since (?<since>\\S+))? ?(?:until (?<until>\\S+))?";
  private static final String QUOTATION = "\"(?<quotation>\\S.*)\"(?:: (?<remark>[^\"]+))?";
  private static final String CODE = "`[^`]+`";

  private static final Pattern DOCS =
      Pattern.compile("(?<place>" + DocsPlace.SPELLING + ") (?:" + RANGE + " )??" + QUOTATION);
  private static final Pattern PEP =
      Pattern.compile("(?<number>[1-9]\\d{0,3})#(?<anchor>[a-z0-9-]+) " + QUOTATION);
  private static final Pattern SOURCE =
      Pattern.compile(
          "CPython (?<version>\\S+) (?<file>[A-Za-z0-9_./-]+\\.[a-z]+) (?<names>"
              + CODE
              + "(?:, "
              + CODE
              + ")*)(?:: (?<remark>\\S.*))?");
  private static final Pattern ISSUE =
      Pattern.compile(
          "(?<repository>[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)#(?<number>[1-9]\\d{0,8}):"
              + " (?<seen>\\S.*)");
  private static final Pattern INFERRED =
      Pattern.compile("(?:" + RANGE + " )??from (?<premises>[^:]+): (?<reason>\\S.*)");
  private static final Pattern PLACE = Pattern.compile(DocsPlace.SPELLING);

  private final Line line;
  private final String text;

  private EvidenceParser(Line line, String text) {
    this.line = line;
    this.text = text;
  }

  static Evidence parse(Line line, Evidence.Kind kind, String text) {
    EvidenceParser parser = new EvidenceParser(line, text);
    return switch (kind) {
      case DOCS -> parser.docs();
      case PEP -> parser.pep();
      case INFERRED -> parser.inferred();
      case SOURCE -> parser.source();
      case ISSUE -> parser.issue();
      case CONFLICT, NOTES -> new Remark(kind, text);
    };
  }

  private DocsCitation docs() {
    Matcher matcher = matched(DOCS, "Docs", DocsCitation.SHAPE);
    return new DocsCitation(
        DocsPlace.parse(matcher.group("place")),
        range(matcher),
        matcher.group("quotation"),
        orEmpty(matcher.group("remark")));
  }

  private PepCitation pep() {
    Matcher matcher = matched(PEP, "PEP", PepCitation.SHAPE);
    return new PepCitation(
        Integer.parseInt(matcher.group("number")),
        matcher.group("anchor"),
        matcher.group("quotation"),
        orEmpty(matcher.group("remark")));
  }

  private SourceCitation source() {
    Matcher matcher = matched(SOURCE, "Source", SourceCitation.SHAPE);
    List<String> names =
        List.of(matcher.group("names").replaceFirst("^`", "").replaceFirst("`$", "").split("`, `"));
    return new SourceCitation(
        version(matcher.group("version")),
        matcher.group("file"),
        names,
        orEmpty(matcher.group("remark")));
  }

  private IssueCitation issue() {
    Matcher matcher = matched(ISSUE, "Issue", IssueCitation.SHAPE);
    return new IssueCitation(
        matcher.group("repository"),
        Integer.parseInt(matcher.group("number")),
        matcher.group("seen"));
  }

  private Inference inferred() {
    Matcher matcher = matched(INFERRED, "Inferred", Inference.SHAPE);
    List<DocsPlace> places = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    for (String premise : matcher.group("premises").split(", ", -1)) {
      if (PLACE.matcher(premise).matches()) {
        places.add(DocsPlace.parse(premise));
      } else if (RuleIds.isSpelledLikeOne(premise)) {
        rules.add(premise);
      } else {
        throw line.wrong(
            "`"
                + premise
                + "` is neither a place of the documentation, as `asyncio-task#asyncio.sleep`, nor"
                + " the id of a rule");
      }
    }
    return new Inference(range(matcher), places, rules, matcher.group("reason"));
  }

  private Matcher matched(Pattern pattern, String key, String shape) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw line.wrong("Malformed `" + key + "` line; it is `" + shape);
    }
    return matcher;
  }

  private VersionRange range(Matcher matcher) {
    VersionRange range =
        new VersionRange(bound(matcher.group("since")), bound(matcher.group("until")));
    if (range.isEmpty()) {
      throw line.wrong("The range ends before it begins: " + range);
    }
    return range;
  }

  private @Nullable PythonVersion bound(@Nullable String text) {
    return text == null ? null : version(text);
  }

  private PythonVersion version(String version) {
    try {
      return PythonVersion.parse(version);
    } catch (IllegalArgumentException e) {
      throw line.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
