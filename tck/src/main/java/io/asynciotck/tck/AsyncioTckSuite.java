package io.asynciotck.tck;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.implementations.Expectations;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.results.Verdict;
import io.asynciotck.tck.run.KitListener;
import io.asynciotck.tck.run.KitRun;
import io.asynciotck.tck.run.Plan;
import io.asynciotck.tck.run.TestFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.opentest4j.TestAbortedException;

/**
 * The whole kit as a test of an implementer's own build. It is the run that the command line makes,
 * shown as one test for each rule: what fails where it may, or as an expectation says, is skipped
 * with the reason.
 *
 * <pre>{@code
 * class MyLoopTckTest extends AsyncioTckSuite {
 *   MyLoopTckTest() { super("my-loop"); }
 * }
 * }</pre>
 *
 * <p>{@link TckOptions} on the class, or system properties, say what is run: {@code mvn test
 * -Dtest=MyLoopTckTest -Dasyncio-tck.rules=loop.stop.*}. Single rules stand in the option of
 * Surefire as well, {@code -Dtest='MyLoopTckTest#rules+loop.stop.once'}; in an IDE, a class with
 * the annotation or a property of its configuration selects them. Verdict, seed and the command
 * that runs it again are printed.
 */
public abstract class AsyncioTckSuite {
  private final Supplier<Implementation> implementation;
  private final @Nullable Path expectations;

  /** Tests the implementation to which its provider gives this name. */
  protected AsyncioTckSuite(String name) {
    this(() -> Implementations.named(name), null);
  }

  /** Tests an implementation that has known failures: those that a file of expectations lists. */
  protected AsyncioTckSuite(String name, Path expectations) {
    this(() -> Implementations.named(name), expectations);
  }

  /** Tests an implementation that need not be registered anywhere. */
  protected AsyncioTckSuite(AsyncioProvider provider) {
    this(() -> new JvmImplementation(provider), null);
  }

  private AsyncioTckSuite(Supplier<Implementation> implementation, @Nullable Path expectations) {
    this.implementation = implementation;
    this.expectations = expectations;
  }

  /** Runs the kit, and shows the results: the rules by their classes. */
  @TestFactory
  Stream<DynamicContainer> rules(TestReporter reporter) {
    SuiteOptions options = new SuiteOptions(getClass(), System.getProperties());
    try (Implementation tested = implementation.get()) {
      Target target = options.target(tested);
      RunResult run = run(target, options);
      tell(run, options.replay(target.seed()), reporter);
      Map<ConformanceClass, List<DynamicTest>> classes = new TreeMap<>();
      for (RuleResult rule : run.rules()) {
        String replay = options.replay(target.seed(), rule.id());
        classes
            .computeIfAbsent(rule.rule().conformanceClass(), none -> new ArrayList<>())
            .add(dynamicTest(rule.id(), () -> show(rule, replay)));
      }
      return classes.entrySet().stream()
          .map(entry -> dynamicContainer(entry.getKey().label(), entry.getValue()));
    }
  }

  private RunResult run(Target target, SuiteOptions options) {
    Expectations known = options.expectations(target, expectations);
    Invocation invocation = new Invocation(options.replay(target.seed()), "", Shard.ALL);
    Plan plan = new Plan(options.rules(target.book()), TestFilter.ALL, known, invocation);
    return new KitRun(target, plan).run(KitListener.NONE);
  }

  /** Says the verdict where a build shows it, and to who listens to the test. */
  private static void tell(RunResult run, String replay, TestReporter reporter) {
    String verdict =
        "%s: %s, profile %s (rules checked: %d, faults: %d)"
            .formatted(
                run.conclusion().label(),
                run.title(),
                run.subject().profile(),
                run.checked(),
                run.failures().size());
    System.out.printf("asyncio-tck: %s%nasyncio-tck: Replay: %s%n", verdict, replay);
    reporter.publishEntry(Map.of("verdict", verdict, "replay", replay));
  }

  private static void show(RuleResult rule, String replay) {
    if (rule.counts() || rule.verdict() == Verdict.STALE) {
      throw new AssertionError(message(rule) + "\nReplay: " + replay);
    }
    if (rule.verdict() != Verdict.PASS) {
      throw new TestAbortedException(message(rule));
    }
  }

  private static String message(RuleResult rule) {
    return Stream.of(
            rule.verdict().label() + " " + rule.rule(),
            rule.reason(),
            rule.failure().map(failure -> failure.details()).orElse(""))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
