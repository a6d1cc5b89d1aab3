package io.asynciotck.spec;

import java.util.regex.Pattern;

/** A pattern over rule ids: {@code *} is any text, dots included; {@code ?} any one character. */
final class RuleGlob {

  private static final Pattern SPELLING = Pattern.compile("[a-z0-9.*?-]+");

  private final Pattern pattern;

  RuleGlob(String glob) {
    if (!SPELLING.matcher(glob).matches()) {
      throw new IllegalArgumentException(
          "Not a pattern of rule ids: `"
              + glob
              + "`; it is lower-case letters, digits, `.`, `-`, and the wildcards `*` and `?`");
    }
    pattern = Pattern.compile(glob.replace(".", "\\.").replace("*", ".*").replace('?', '.'));
  }

  boolean matches(String id) {
    return pattern.matcher(id).matches();
  }
}
