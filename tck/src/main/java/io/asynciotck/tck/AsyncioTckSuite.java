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
  Stream<DynamicContainer> rules() {
    try (Implementation tested = implementation.get()) {
      RunResult run = run(Target.of(tested));
      Map<ConformanceClass, List<DynamicTest>> classes = new TreeMap<>();
      for (RuleResult rule : run.rules()) {
        classes
            .computeIfAbsent(rule.rule().conformanceClass(), none -> new ArrayList<>())
            .add(dynamicTest(rule.id(), () -> show(rule)));
      }
      return classes.entrySet().stream()
          .map(entry -> dynamicContainer(entry.getKey().label(), entry.getValue()));
    }
  }

  private RunResult run(Target target) {
    Expectations known =
        expectations == null
            ? Expectations.shippedFor(target.implementation(), target.book())
            : Expectations.read(expectations, target.implementation(), target.book());
    Invocation invocation =
        new Invocation(
            "asyncio-tck run --impl %s --seed %d"
                .formatted(target.implementation().name(), target.seed()),
            "",
            Shard.ALL);
    Plan plan = new Plan(target.book().rules(), TestFilter.ALL, known::judge, invocation);
    return new KitRun(target, plan).run(KitListener.NONE);
  }

  private static void show(RuleResult rule) {
    if (rule.counts() || rule.verdict() == Verdict.STALE) {
      throw new AssertionError(message(rule));
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
