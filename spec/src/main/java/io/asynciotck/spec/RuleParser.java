package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one rule: its id, its level line, its sentence and its evidence. */
final class RuleParser {

  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<!\\b(?:e\\.g|i\\.e|cf|vs))[.!?]\\s+\\p{Lu}");

  private final Block block;
  private final String section;

  private RuleParser(Block block, String section) {
    this.block = block;
    this.section = section;
  }

  static RuleText parse(Block block, String section) {
    return new RuleParser(block, section).parse();
  }

  private RuleText parse() {
    requireId();
    LevelLine levelLine = levelLine();
    List<List<Line>> paragraphs = Line.paragraphs(block.body().subList(1, block.body().size()));
    String sentence = sentence(paragraphs);
    EvidenceLines evidence = EvidenceLines.parse(evidence(paragraphs));
    checkProvenance(levelLine.level(), evidence);
    checkRanges(levelLine.range(), evidence.pieces());
    return new RuleText(
        block.title(),
        levelLine.level(),
        levelLine.conformanceClass(),
        levelLine.since(),
        levelLine.until(),
        sentence,
        evidence.intent(block),
        evidence.pieces(),
        block.heading().page(),
        section,
        block.heading().number());
  }

  private void requireId() {
    if (!RuleIds.isSpelledLikeOne(block.title())) {
      throw block.wrong(
          "Malformed rule id `"
              + block.title()
              + "`; it is two to four parts, as `area.subject.property`, of lower-case words"
              + " joined by `-`");
    }
    if (section.isEmpty()) {
      throw block.wrong("A rule stands in a section; write `## Section` above it");
    }
  }

  private LevelLine levelLine() {
    if (block.body().isEmpty() || block.body().get(0).isBlank()) {
      throw block.wrong("The level line is missing: it stands directly below the rule's id");
    }
    return LevelLine.parse(block.body().get(0));
  }

  private String sentence(List<List<Line>> paragraphs) {
    if (paragraphs.isEmpty() || paragraphs.get(0).get(0).isQuote()) {
      throw block.wrong("The rule has no sentence");
    }
    List<Line> paragraph = paragraphs.get(0);
    for (Line line : paragraph) {
      if (line.isQuote()) {
        throw line.wrong("A blank line stands between the sentence and the evidence");
      }
    }
    String sentence = Line.join(paragraph);
    requireOneSentence(paragraph, sentence);
    return sentence;
  }

  private static void requireOneSentence(List<Line> paragraph, String sentence) {
    if (!sentence.endsWith(".")) {
      throw paragraph.get(paragraph.size() - 1).wrong("The rule's sentence ends with a full stop");
    }
    if (SENTENCE_END.matcher(CODE.matcher(sentence).replaceAll("Code")).find()) {
      throw paragraph.get(0).wrong("A rule has one sentence, not several");
    }
  }

  private static List<Line> evidence(List<List<Line>> paragraphs) {
    List<Line> lines = new ArrayList<>();
    paragraphs.stream().skip(1).forEach(lines::addAll);
    for (Line line : lines) {
      if (!line.isQuote()) {
        throw line.wrong(
            "A rule has one paragraph, its sentence, and then its evidence, one `> Key: text`"
                + " per line");
      }
    }
    return lines;
  }

  private void checkProvenance(Level level, EvidenceLines evidence) {
    boolean observed = level == Level.OBSERVED;
    boolean documented = evidence.has(Evidence.Kind.DOCS) || evidence.has(Evidence.Kind.PEP);
    boolean inferred = evidence.has(Evidence.Kind.INFERRED);
    if (!observed && !documented && !inferred) {
      throw block.wrong("A " + level + " rule needs a `Docs`, a `PEP` or an `Inferred` line");
    }
    if (observed && evidence.has(Evidence.Kind.DOCS)) {
      throw block.wrong("An OBSERVED rule has no `Docs` line: what is documented is not OBSERVED");
    }
    if (observed && inferred) {
      throw block.wrong(
          "An OBSERVED rule has no `Inferred` line: what follows from the documentation is not"
              + " OBSERVED");
    }
    if (observed && !evidence.has(Evidence.Kind.SOURCE)) {
      throw block.wrong("An OBSERVED rule needs a `Source` line");
    }
  }

  private static VersionRange versionsOf(Evidence piece) {
    if (piece instanceof DocsCitation docs) {
      return docs.versions();
    }
    return piece instanceof Inference inference ? inference.versions() : VersionRange.ALL;
  }

  /** A piece of evidence for other versions than the rule's says nothing about the rule. */
  private void checkRanges(VersionRange rule, List<Evidence> evidence) {
    for (Evidence piece : evidence) {
      VersionRange range = versionsOf(piece);
      if (!range.meets(rule)) {
        throw block.wrong(
            "The rule holds " + rule + ", and its evidence is of other versions: " + piece);
      }
    }
  }
}
