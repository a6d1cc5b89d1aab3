package io.asynciotck.spec;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The line below a rule's heading: {@code MUST · core · since 3.8 · until 3.11}. */
record LevelLine(
    Level level,
    ConformanceClass conformanceClass,
    PythonVersion since,
    @Nullable PythonVersion until) {

  private static final Pattern SHAPE =
      Pattern.compile("(\\S+) · (\\S+) · since (\\S+)(?: · until (\\S+))?");

  static LevelLine parse(Line line) {
    Matcher matcher = SHAPE.matcher(line.text());
    if (!matcher.matches()) {
      throw line.wrong(
          "Malformed level line; it is `LEVEL · class · since X.Y[.Z]`, then perhaps"
              + " ` · until X.Y[.Z]`");
    }
    Level level = read(line, Level::of, matcher.group(1));
    if (!level.name().equals(matcher.group(1))) {
      throw line.wrong("A level is written in capitals: " + level.name());
    }
    LevelLine read =
        new LevelLine(
            level,
            read(line, ConformanceClass::of, matcher.group(2)),
            read(line, PythonVersion::parse, matcher.group(3)),
            matcher.group(4) == null ? null : read(line, PythonVersion::parse, matcher.group(4)));
    read.checkRange(line);
    return read;
  }

  VersionRange range() {
    return new VersionRange(since, until);
  }

  private static <T> T read(Line line, Function<String, T> parse, String word) {
    try {
      return parse.apply(word);
    } catch (IllegalArgumentException e) {
      throw line.wrong(String.valueOf(e.getMessage()));
    }
  }

  private void checkRange(Line line) {
    if (until != null && since.first().compareTo(until) > 0) {
      throw line.wrong("The rule ends before it begins: since " + since + ", until " + until);
    }
    PythonVersion oldest = Profile.known().get(0).version();
    PythonVersion newest = Profile.newest().version();
    if (since.first().compareTo(oldest.first()) < 0) {
      throw line.wrong(
          "The specification begins with Python "
              + oldest
              + "; what has always held is `since "
              + oldest
              + "`");
    }
    if (since.compareTo(newest) > 0) {
      throw line.wrong("The rule is in force in no profile; they are 3.8 to " + newest);
    }
  }
}
