package io.asynciotck.tck.results;

import java.util.Arrays;
import java.util.Locale;

/**
 * A program that does what a failed test did, with the output of running it.
 *
 * @param text all of it in the language of the program: what is not program is comments; empty if
 *     the implementation has no such programs
 * @param telling what it is worth as evidence
 */
public record Program(String text, Telling telling) {

  /** No program, and nothing to say about it. */
  public static final Program NOTHING = new Program("", Telling.NONE);

  /** What a program is worth as evidence. */
  public enum Telling {
    /**
     * It shows a difference: the loop under test prints something else than the interpreter's own
     * loop or, where it is that loop, than the rule allows.
     */
    TELLS,

    /** It does what the test did, and prints the same on the interpreter's own loop. */
    SAME_AS_ASYNCIO,

    /** By it the loop does what it should: that the test failed is in doubt. */
    UNLIKE_TEST,

    /** There is no program, or it could not be run. */
    NONE;

    /**
     * Returns what has a key.
     *
     * @throws IllegalArgumentException if nothing has it
     */
    public static Telling ofKey(String key) {
      return Arrays.stream(values())
          .filter(telling -> telling.key().equals(key))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("No program is `" + key + "`"));
    }

    /** Returns it as programs read it: {@code same-as-asyncio}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Returns whether there is nothing to be shown. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** Returns what a reader has to know of it beforehand; empty if it shows what it should. */
  public String caution() {
    return switch (telling) {
      case TELLS, NONE -> "";
      case SAME_AS_ASYNCIO -> "which does the same on asyncio's own loop";
      case UNLIKE_TEST -> "by which the loop does as it should: the verdict is in doubt";
    };
  }
}
