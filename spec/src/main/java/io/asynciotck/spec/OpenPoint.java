package io.asynciotck.spec;

import java.util.List;

/**
 * What implementations do differently, and may: it was looked into, and no sentence decides it. In
 * {@code open.md}: {@code ### word}, what is left open, then {@code > Steps: Name, Name}.
 *
 * @param word the word
 * @param text what is left open, in Markdown
 * @param steps what a program uses where it shows: names of asyncio's
 * @param line the line of its heading, counted from 1
 */
public record OpenPoint(String word, String text, List<String> steps, int line) {

  /** Keeps what was given. */
  public OpenPoint {
    steps = List.copyOf(steps);
  }
}
