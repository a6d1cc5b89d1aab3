package io.asynciotck.tck.harness;

import io.asynciotck.spec.Rule;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Runs each rule test in the test thread, on a bench of its own; when it fails, says which rule
 * does not hold.
 */
final class TckExtension implements ExecutionCondition, InvocationInterceptor {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getTestMethod()
        .flatMap(test -> Tck.target().whyNot(test))
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("claimed"));
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    RuleTest test = (RuleTest) context.getRequiredTestInstance();
    boolean otherThreads =
        call.getExecutable().isAnnotationPresent(UsesThreads.class)
            || call.getTargetClass().isAnnotationPresent(UsesThreads.class);
    try {
      runOnBench(test, conditions(call.getExecutable(), otherThreads), invocation::proceed);
    } catch (TestAbortedException verdict) {
      throw verdict;
    } catch (NotClaimedError gap) {
      throw gap.abort();
    } catch (Throwable failure) {
      throw Explanation.of(failure, call.getExecutable(), Tck.implementation().recordedOf(failure));
    }
  }

  /** Under which conditions a test is run, or a property. */
  static Conditions conditions(Method test, boolean otherThreads) {
    Rule rule = test.getAnnotation(Rule.class);
    return new Conditions(
        test.getDeclaringClass().getSimpleName() + "." + test.getName(),
        rule == null ? List.of() : List.of(rule.value()),
        otherThreads,
        false);
  }

  private static void runOnBench(RuleTest test, Conditions conditions, TestBody body)
      throws Throwable {
    Driver.of(Tck.implementation()); // here it has a time limit of its own
    AtomicReference<@Nullable Bench> opened = new AtomicReference<>();
    TestThread.run(
        () -> {
          try (Bench bench = new Bench(Tck.implementation(), conditions)) {
            opened.set(bench);
            test.use(bench);
            body.run();
          }
        },
        Tck.target().timeout(),
        () -> {
          Bench bench = opened.get();
          return bench == null ? "" : bench.abort();
        });
  }
}
