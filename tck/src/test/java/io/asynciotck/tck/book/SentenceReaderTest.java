package io.asynciotck.tck.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of the documentation is taken apart into sentences. */
final class SentenceReaderTest {

  private static List<String> sentences(String page) {
    return SentenceReader.read(page.lines().toList()).stream()
        .map(sentence -> sentence.anchor() + " " + sentence.number() + ": " + sentence.text())
        .toList();
  }

  @Test
  void aSentenceHasItsAnchorAndItsNumberThere() {
    assertThat(
            sentences(
                """
                [#sleeping] Sleeping

                Source code: Lib/asyncio/tasks.py

                ------------------------------------------------------------------------

                This section is short.

                [#asyncio.sleep] async asyncio.sleep(delay)

                    Block for “delay” seconds. Does it end?
                    It does.

                    Note

                    Zero is special (e.g. for loops, see PEP 1.) and fast.

                This is said of sleeping.
                """))
        .containsExactly(
            "sleeping 1: This section is short.",
            "asyncio.sleep 1: async asyncio.sleep(delay)",
            "asyncio.sleep 2: Block for delay seconds.",
            "asyncio.sleep 3: Does it end?",
            "asyncio.sleep 4: It does.",
            "asyncio.sleep 5: Zero is special (e.g. for loops, see PEP 1.)",
            "asyncio.sleep 6: and fast.",
            "sleeping 2: This is said of sleeping.");
  }

  @Test
  void codeIsNoSentence() {
    assertThat(
            sentences(
                """
                [#tasks] Tasks

                For example:

                    # A comment. With two sentences.
                    await sleep(1)

                -   An item:

                        await sleep(2)

                    It goes on.

                -   Another.

                [#asyncio.Task] class asyncio.Task

                    Runs:

                        await sleep(3)

                      [#asyncio.Task.done] done()

                          Whether it is done.

                          Output:

                              True
                """))
        .containsExactly(
            "tasks 1: For example:",
            "tasks 2: An item:",
            "tasks 3: It goes on.",
            "tasks 4: Another.",
            "asyncio.Task 1: class asyncio.Task",
            "asyncio.Task 2: Runs:",
            "asyncio.Task.done 1: done",
            "asyncio.Task.done 2: Whether it is done.",
            "asyncio.Task.done 3: Output:");
  }

  @Test
  void cellsOfATableStandAtTheAnchorOfTheirRow() {
    assertThat(
            sentences(
                """
                [#asyncio.wait] async asyncio.wait(aws)

                    One of:

                    +--------------------------+------------------+
                    | Constant                 | Description      |
                    +==========================+==================+
                    | [#asyncio.FIRST] FIRST   | The first. It    |
                    |                          | ends it.         |
                    +--------------------------+------------------+
                    | [#asyncio.ALL] ALL       | All.             |
                    +--------------------------+------------------+

                    Nothing else.
                """))
        .containsExactly(
            "asyncio.wait 1: async asyncio.wait(aws)",
            "asyncio.wait 2: One of:",
            "asyncio.FIRST 1: The first.",
            "asyncio.FIRST 2: It ends it.",
            "asyncio.ALL 1: All.",
            "asyncio.wait 3: Nothing else.");
  }
}
