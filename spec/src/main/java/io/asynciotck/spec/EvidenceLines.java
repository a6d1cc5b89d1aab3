package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The block quote of a rule, while it is being read. */
final class EvidenceLines {

  private static final Pattern SHAPE = Pattern.compile("> ([A-Za-z]+): +(\\S.*)");
  private static final String INTENT = "Intent";

  private final List<Evidence> pieces = new ArrayList<>();
  private @Nullable String intent;

  private EvidenceLines() {}

  static EvidenceLines parse(List<Line> quote) {
    EvidenceLines lines = new EvidenceLines();
    quote.forEach(lines::add);
    return lines;
  }

  private void add(Line line) {
    Matcher matcher = SHAPE.matcher(line.text());
    if (!matcher.matches()) {
      throw line.wrong("Malformed evidence; it is one `> Key: text` per line");
    }
    String key = matcher.group(1);
    String text = matcher.group(2);
    if (key.equals(INTENT)) {
      requireNew(line, key, intent == null);
      intent = text;
    } else {
      addPiece(line, key, text);
    }
  }

  private void addPiece(Line line, String key, String text) {
    Evidence.Kind kind = Evidence.Kind.ofKey(key).orElseThrow(() -> unknown(line, key));
    requireNew(line, key, kind.isRepeatable() || !has(kind));
    pieces.add(EvidenceParser.parse(line, kind, text));
  }

  private static void requireNew(Line line, String key, boolean isNew) {
    if (!isNew) {
      throw line.wrong("A rule has one `" + key + "` line, not several");
    }
  }

  private static RuleBookException unknown(Line line, String key) {
    String known =
        Arrays.stream(Evidence.Kind.values())
            .map(Evidence.Kind::key)
            .collect(Collectors.joining(", "));
    return line.wrong("Unknown key `" + key + "`; known: " + INTENT + ", " + known);
  }

  boolean has(Evidence.Kind kind) {
    return pieces.stream().anyMatch(piece -> piece.kind() == kind);
  }

  List<Evidence> pieces() {
    return pieces;
  }

  String intent(Block rule) {
    if (intent == null) {
      throw rule.wrong("The rule has no `Intent` line");
    }
    return intent;
  }
}
