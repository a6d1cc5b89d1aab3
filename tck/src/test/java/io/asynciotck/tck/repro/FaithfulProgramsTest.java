package io.asynciotck.tck.repro;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.run.TestListener;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The program of a rule test prints what the test saw: shown with tests that pass, of which there
 * are many kinds. {@code -Drules="REGEX …"} takes others, {@code -Drules=.*} all; {@code
 * -Dtck.python=COMMAND} and {@code -Dloop=MODULE:FACTORY} take another loop.
 */
final class FaithfulProgramsTest {
  private static final String LOOP = System.getProperty("loop", "");

  /**
   * One of each kind. Whether an executor begins with what is cancelled at once is left to chance.
   */
  private static final List<Pattern> RULES =
      Stream.of(
              System.getProperty(
                      "rules",
                      "loop.stop.(b|n|polls).* loop.run-forever.* future.done-callback.(order|e).*"
                          + " task.cancel.(message|itself|unstarted|awaited).* gather.*-order"
                          + " run-coroutine-threadsafe.(exception|cancel) sleep.delay.(f|s).*"
                          + " loop.call-soon-threadsafe.(a|c|one|visible|w).*"
                          + " loop.run-in-executor.(cancel-|e|g|not|process).*"
                          + " loop.add-reader.(replaces|again)"
                          + " loop.call-at.(early-w|resolution-t).* loop.debug.environment"
                          + " loop.task-factory.context server.close.refuses"
                          + " datagram-endpoint.sock.* unix-server.path.(a|b).*"
                          + " transport.eof-received.* read-pipe.pause-reading.*")
                  .split(" "))
          .map(Pattern::compile)
          .toList();

  private final List<String> unlike = new ArrayList<>();
  private int seen;

  /** Some tests do a thing ten thousand times. */
  private static final String NONE = "# There is no program: ";

  @Test
  void programsPrintWhatTheirTestsSaw() {
    PythonOptions options = PythonOptions.of(PYTHON);
    if (!LOOP.isEmpty()) {
      options = options.withLoop(LOOP);
    }
    Recording recording = new Recording();
    try (PythonImplementation python = PythonImplementation.open(options)) {
      python.recordTo(recording);
      Target target = Target.of(python);
      TestRun.runExamples(target, selected(target), new Listener(recording, options));
    }
    assertThat(RULES)
        .as("patterns, each of which selects a rule")
        .allSatisfy(rules ->
            assertThat(RuleBook.standard().rules())
                .extracting(rule -> rule.id())
                .anyMatch(id -> rules.matcher(id).matches()));
    assertThat(unlike).isEmpty();
    assertThat(seen).isPositive();
  }

  private static Set<String> selected(Target target) {
    return RuleBook.standard().pages().stream()
        .flatMap(page -> page.rules().stream())
        .filter(rule -> target.whyNot(rule).isEmpty())
        .map(RuleText::id)
        .filter(id -> RULES.stream().anyMatch(rules -> rules.matcher(id).matches()))
        .collect(Collectors.toSet());
  }

  private final class Listener implements TestListener {
    private final Recording recording;
    private final PythonOptions options;

    Listener(Recording recording, PythonOptions options) {
      this.recording = recording;
      this.options = options;
    }

    @Override
    public void ended(TestResult test) {
      String text =
          new Reproduction(
                  recording.take(), options, new Ending.Compared(List.of()), Duration.ofSeconds(10))
              .program(List.of(test.test()))
              .text();
      seen++;
      if (text.contains(NONE)) {
        return;
      }
      boolean silent =
          recording.take().events().isEmpty()
              || text.contains("# The test has ")
              || text.contains(" has read in the log");
      String told = RecordedTest.onOneLine(text);
      if (!told.contains(RecordedTest.SAME)
          && !(silent && told.contains("it prints nothing, like the test."))) {
        unlike.add(text);
      }
    }
  }
}
