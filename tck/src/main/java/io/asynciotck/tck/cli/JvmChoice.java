package io.asynciotck.tck.cli;

import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import org.jspecify.annotations.Nullable;

/**
 * A loop of this JVM.
 *
 * @param name the name that its provider gives it; null for the reference
 * @param classPath where providers are looked for; null for nowhere else
 */
record JvmChoice(@Nullable String name, @Nullable String classPath) implements Choice {
  private static final String DEFAULT = "reference";

  @Override
  public Implementation open() {
    return Implementations.named(name == null ? DEFAULT : name);
  }

  @Override
  public boolean isApart() {
    return false;
  }

  @Override
  public String arguments() {
    return Words.option("--impl", name) + Words.option("--classpath", classPath);
  }
}
