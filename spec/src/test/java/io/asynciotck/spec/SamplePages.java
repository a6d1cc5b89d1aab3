package io.asynciotck.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** Pages to read, and to break. */
final class SamplePages {

  static final String FIFO =
      """
      ### loop.call-soon.fifo
      MUST · core · since 3.8
      Callbacks run in the order
      in which they were given.

      > Intent: work in pieces without a queue.
      > Docs: asyncio-eventloop#asyncio.loop.call_soon "in the order in which they are registered"
      > Source: CPython 3.13.0 Lib/asyncio/base_events.py `_call_soon`
      > Issue: example/loop#123: out of order
      """;

  static final String OBSERVED =
      """
      ### timer.clean-up.half
      OBSERVED · cpython-detail · since 3.8 · until 3.11.2
      Exactly half is not enough.

      > Intent: memory.
      > Source: CPython 3.11.7 Lib/asyncio/base_events.py `_run_once`
      """;

  private SamplePages() {}

  /** Returns a page of these rules; the first one begins on line 5. */
  static String page(String... rules) {
    return "# Callbacks\n\n## call_soon\n\n" + String.join("\n", rules);
  }

  /** Returns {@link #FIFO} on a page, with one piece of its text replaced. */
  static String fifoWith(String piece, String replacement) {
    assertThat(FIFO).contains(piece);
    return page(FIFO.replace(piece, replacement));
  }

  /** Returns the problems of a book of this page, each as {@code file:line: message}. */
  static List<String> problemsOf(String page) {
    return problemsOf(Map.of("callbacks.md", page));
  }

  static List<String> problemsOf(Map<String, String> pages) {
    RuleBookException thrown =
        catchThrowableOfType(RuleBookException.class, () -> RuleBook.parse(pages));
    assertThat(thrown).as("the book has an error").isNotNull();
    List<String> problems = thrown.problems().stream().map(Problem::toString).toList();
    assertThat(thrown).hasMessage(String.join("\n", problems));
    return problems;
  }

  /** Returns the problems of a book that has FIFO on page callbacks.md and this other page. */
  static List<String> problemsOf(String file, String page) {
    return problemsOf(Map.of("callbacks.md", page(FIFO), file, page));
  }

  static RuleBook bookWith(String file, String page) {
    return RuleBook.parse(Map.of("callbacks.md", page(FIFO), file, page));
  }
}
