package io.asynciotck.tck.harness;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import net.jqwik.api.TooManyFilterMissesException;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.FalsifiedSample;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Gives each property a seed of its own from that of the run; when it fails, says which rule does
 * not hold, and with which smallest sample.
 */
final class PropertyRun implements AroundPropertyHook {

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    context.attributes().setSeed(Long.toString(seedOf(context.targetMethod())));
    Tries tries = RuleProperties.begin(context.targetMethod());
    PropertyExecutionResult result = property.execute();
    NotClaimedError gap = tries.notClaimed();
    if (gap != null && isExhausted(result)) {
      return result.mapToAborted(gap.abort());
    }
    return result.status() == PropertyExecutionResult.Status.FAILED
        ? explained(result, context.targetMethod(), tries)
        : result;
  }

  /** Whether too few programs were left that the implementation claims to be able to run. */
  private static boolean isExhausted(PropertyExecutionResult result) {
    return result.throwable().filter(TooManyFilterMissesException.class::isInstance).isPresent()
        || (result.status() == PropertyExecutionResult.Status.FAILED
            && result.falsifiedParameters().isEmpty());
  }

  private static long seedOf(Method property) {
    String name = property.getDeclaringClass().getSimpleName() + "." + property.getName();
    return Tck.target().seed() * 31 + name.hashCode();
  }

  private static PropertyExecutionResult explained(
      PropertyExecutionResult result, Method method, Tries tries) {
    Throwable explained =
        Explanation.of(
            EndedTry.unwrap(result.throwable().orElseThrow()),
            method,
            new Explanation.Try(sample(result, method, tries), tries.accused()),
            tries.recorded());
    return result.mapToFailed(explained);
  }

  private static String sample(PropertyExecutionResult result, Method method, Tries tries) {
    Object smallest = tries.smallest();
    if (smallest != null) {
      return named(List.of(smallest), method.getParameters());
    }
    return result
        .shrunkSample()
        .map(FalsifiedSample.class::cast)
        .or(result::originalSample)
        .map(falsified -> named(falsified.parameters(), method.getParameters()))
        .orElse("");
  }

  private static String named(List<Object> values, Parameter[] parameters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "with " : "\nwith ")
          .append(parameters[i].getName())
          .append(": ")
          .append(values.get(i));
    }
    return text.toString();
  }
}
