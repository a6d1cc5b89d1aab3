package io.asynciotck.tck.harness;

import io.asynciotck.spec.Rule;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        .flatMap(Tck::whyNot)
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
    Conditions conditions = conditions(call.getExecutable(), otherThreads);
    try {
      runOnBench(test, call.getExecutable(), conditions, invocation::proceed);
    } catch (TestAbortedException verdict) {
      throw verdict;
    } catch (NotClaimedError gap) {
      throw gap.abort();
    } catch (Throwable failure) {
      throw explained(failure, test, call.getExecutable(), "");
    }
    if (RealClock.concerns(call.getExecutable(), Tck.target())) {
      runByRealClock(test, call.getExecutable(), conditions.byRealClock());
    }
  }

  private static void runByRealClock(RuleTest test, Method method, Conditions conditions)
      throws Throwable {
    try {
      runOnBench(test, method, conditions, () -> RealClock.again(method, test));
    } catch (TestAbortedException verdict) {
      throw verdict;
    } catch (NotClaimedError gap) {
      throw gap.abort();
    } catch (Throwable failure) {
      throw explained(failure, test, method, "by the real clock; by virtual time it passes");
    }
  }

  private static Throwable explained(
      Throwable failure, RuleTest test, Method method, String sample) {
    return Explanation.of(
        failure,
        method,
        new Explanation.Try(sample, test.accusedOf(failure)),
        Tck.implementation().recordedOf(failure));
  }

  /** Under which conditions a test is run, or a property. */
  static Conditions conditions(Method test, boolean otherThreads) {
    Rule rule = test.getAnnotation(Rule.class);
    return new Conditions(
        test.getDeclaringClass().getSimpleName() + "." + test.getName(),
        rule == null ? List.of() : List.of(rule.value()),
        otherThreads,
        test.isAnnotationPresent(ByRealClock.class),
        environmentOf(test));
  }

  private static Map<String, String> environmentOf(Method test) {
    InEnvironment set = test.getAnnotation(InEnvironment.class);
    return set == null ? Map.of() : Map.of(set.value(), "1");
  }

  private static void runOnBench(RuleTest test, Method method, Conditions conditions, TestBody body)
      throws Throwable {
    boolean expectsReports =
        method.isAnnotationPresent(ExpectsReports.class)
            || method.getDeclaringClass().isAnnotationPresent(ExpectsReports.class);
    Optional<InputWait> wait =
        test.waitsForInput() ? Optional.of(InputDelay.of(Tck.implementation())) : Optional.empty();
    BenchRun.run(
        conditions,
        bench -> {
          test.use(bench);
          wait.ifPresent(bench::waitForInput);
          if (expectsReports) {
            bench.expectReports();
          }
          body.run();
        });
  }
}
