package io.asynciotck.tck.repro;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Programs for a loop that lives only inside of something: their statements become a coroutine that
 * runs in there. Where they run the loop, it awaits; else the loop stands still, for the coroutine
 * does not return to it.
 */
final class Hosted {
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+(?:, \\w+)*) = .*");
  private static final Pattern UNTIL_COMPLETE = Pattern.compile("\\bloop\\.run_until_complete\\(");
  private static final Pattern FOREVER = Pattern.compile("\\bloop\\.run_forever\\(");
  private static final Pattern STOP = Pattern.compile("\\bloop\\.stop\\b");

  private static final String DEFINITIONS =
      """


      stopped = []


      def stop():
          stopped.append(True)


      async def run_forever():
          await asyncio.sleep(0)
          while not stopped:
              await asyncio.sleep(0)
          stopped.clear()
      """;

  private Hosted() {}

  /**
   * Writes such a program, without what it imports.
   *
   * @param functions what it defines
   * @param statements what it does
   * @param run what runs a coroutine function where the loop is
   */
  static String program(String functions, List<String> statements, String run) {
    StringBuilder body = new StringBuilder("async def program():\n");
    String names = String.join(", ", assigned(statements));
    if (!names.isEmpty()) {
      body.append("    global ").append(names).append('\n');
    }
    if (statements.isEmpty()) {
      body.append("    pass\n");
    }
    statements.forEach(statement -> body.append("    ").append(awaiting(statement)).append('\n'));
    String text = functions + "\n\n" + body;
    if (FOREVER.matcher(text).find()) {
      text = FOREVER.matcher(text).replaceAll("await run_forever(");
      text = DEFINITIONS + STOP.matcher(text).replaceAll("stop");
    }
    return text + "\n\n" + run + "(program)\n";
  }

  private static Collection<String> assigned(List<String> statements) {
    return statements.stream()
        .map(ASSIGNMENT::matcher)
        .filter(Matcher::matches)
        .flatMap(assignment -> Arrays.stream(assignment.group(1).split(", ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String awaiting(String statement) {
    return UNTIL_COMPLETE.matcher(statement).replaceAll("await (");
  }
}
