package io.asynciotck.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule says, in short: two rules with the same digest say the same.
 *
 * @param id the id of the rule
 * @param level how much it demands
 * @param range the versions in which it holds
 * @param sentence a digest of its sentence
 */
record RuleDigest(String id, Level level, VersionRange range, String sentence) {

  private static final int LENGTH = 12;
  private static final Pattern LINE =
      Pattern.compile("(\\S+) ([A-Z]+) since (\\S+)(?: until (\\S+))? ([0-9a-f]{12})");

  static RuleDigest of(RuleText rule) {
    return new RuleDigest(rule.id(), rule.level(), rule.range(), hash(rule.sentence()));
  }

  /** Reads what {@link #toString} has written. */
  static RuleDigest parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not the digest of a rule: `" + line + "`");
    }
    String until = matcher.group(4);
    return new RuleDigest(
        matcher.group(1),
        Level.of(matcher.group(2)),
        new VersionRange(
            PythonVersion.parse(matcher.group(3)),
            until == null ? null : PythonVersion.parse(until)),
        matcher.group(5));
  }

  /** {@return a short word for all of it} */
  String key() {
    return hash(toString());
  }

  /** {@return what is different in the other one, as `its sentence and its level`} */
  String difference(RuleDigest other) {
    StringBuilder words = new StringBuilder();
    if (!sentence.equals(other.sentence)) {
      words.append("its sentence");
    }
    if (level != other.level) {
      words.append(words.isEmpty() ? "" : " and ").append("its level");
    }
    if (!range.equals(other.range)) {
      words.append(words.isEmpty() ? "" : " and ").append("its range");
    }
    return words.toString();
  }

  /** {@return a short word for this text} */
  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java has SHA-256", impossible);
    }
  }

  /** {@return a line of the file of digests} */
  @Override
  public String toString() {
    return id + " " + level + " " + range + " " + sentence;
  }
}
