package io.asynciotck.tck.harness;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Leaves out properties of rules that the implementation does not claim, and those given up. */
final class PropertySelection implements SkipExecutionHook {
  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return context instanceof PropertyLifecycleContext property
        ? Tck.whyNot(property.targetMethod()).map(SkipResult::skip).orElseGet(SkipResult::doNotSkip)
        : SkipResult.doNotSkip();
  }
}
