package io.asynciotck.tck.harness;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a call has returned that is not what the API promises, as the JVM tells of it where a test
 * uses it: nothing stands between a test and a loop of this JVM that could look at what it returns.
 *
 * @param given what was returned, and by which call if that is known
 * @param promised the type that the API promises, as a test of a loop in Python would name it
 */
public record Unpromised(String given, String promised) {

  /** What is no type of the API, by what it is in Python. */
  private static final Map<String, String> JAVAS = Map.of("List", "tuple", "Integer", "number");

  private static final String RULES = "io.asynciotck.tck.rules.";

  /** What the JVM says of a call on what a call of the API has returned. */
  private static final Pattern NONE =
      Pattern.compile(
          "Cannot invoke"
              + " \"(?:io\\.asynciotck\\.api\\.(?:io\\.)?|java\\.util\\.(?=List\\.)|java\\.lang\\.(?=Integer\\.))(?<promised>\\w+)\\.\\w+\\(.*because"
              + " (?:the return value of \"io\\.asynciotck\\.api\\.[\\w.]*?(?<call>\\w+)\\(.*|.*)is"
              + " null");

  /** What the JVM says of something else in the place of what the API promises. */
  private static final Pattern OTHER =
      Pattern.compile(
          "class [\\w.]+[.$](?<given>\\w+) cannot be cast to class"
              + " (?:io\\.asynciotck\\.api\\.(?:io\\.)?|java\\.util\\.(?=List\\b))(?<promised>\\w+)"
              + " .*");

  /** The name of a class behind which is whatever it may be. */
  private static final String PROXY = "Proxy";

  /** What an exception says of that; empty if it says something else. */
  static Optional<Unpromised> of(Throwable raised) {
    String message = String.valueOf(raised.getMessage());
    return switch (raised) {
      case NullPointerException _ -> none(NONE.matcher(message), raised);
      case ClassCastException _ -> other(OTHER.matcher(message), raised);
      default -> Optional.empty();
    };
  }

  private static Optional<Unpromised> none(Matcher said, Throwable raised) {
    if (!said.find() || (JAVAS.containsKey(said.group("promised")) && !isOfTest(raised))) {
      return Optional.empty();
    }
    String call =
        Optional.ofNullable(said.group("call")).flatMap(MemberNames::ofMethod).orElse("a call");
    return Optional.of(new Unpromised(call + " returned None", inPython(said)));
  }

  private static Optional<Unpromised> other(Matcher said, Throwable raised) {
    if (!said.matches() || !isOfTest(raised)) {
      return Optional.empty();
    }
    String type = said.group("given");
    String given = type.startsWith(PROXY) ? "something else" : withArticle(type);
    return Optional.of(new Unpromised(given + " was returned", inPython(said)));
  }

  private static String inPython(Matcher said) {
    String promised = said.group("promised");
    return JAVAS.getOrDefault(promised, promised);
  }

  /** Whether a test has used what it was given: lists and numbers are used elsewhere, too. */
  private static boolean isOfTest(Throwable raised) {
    return Arrays.stream(raised.getStackTrace())
        .findFirst()
        .filter(frame -> frame.getClassName().startsWith(RULES))
        .isPresent();
  }

  /** Returns it as reports say it. */
  String text() {
    return "%s, where %s is promised".formatted(given, withArticle(promised));
  }

  /** Returns the name of a type as it stands in a sentence. */
  public static String withArticle(String type) {
    return ("AEIO".indexOf(type.charAt(0)) < 0 ? "a " : "an ") + type;
  }
}
