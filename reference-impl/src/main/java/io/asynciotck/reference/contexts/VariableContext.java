package io.asynciotck.reference.contexts;

import io.asynciotck.api.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The values of variables.
 *
 * <p>Design: a copy shares the map, and who sets a variable makes a new map. Each callback has a
 * copy, and few of them set anything.
 */
public final class VariableContext implements Context {
  private Map<Variable<?>, @Nullable Object> values = Map.of();
  private boolean entered;

  /** A context in which no variable has a value. */
  public VariableContext() {}

  boolean has(Variable<?> variable) {
    return values.containsKey(variable);
  }

  @Nullable Object valueOf(Variable<?> variable) {
    return values.get(variable);
  }

  void put(Variable<?> variable, @Nullable Object value) {
    Map<Variable<?>, @Nullable Object> changed = new HashMap<>(values);
    changed.put(variable, value);
    values = changed;
  }

  void remove(Variable<?> variable) {
    Map<Variable<?>, @Nullable Object> changed = new HashMap<>(values);
    changed.remove(variable);
    values = changed;
  }

  @Override
  public VariableContext copy() {
    VariableContext copy = new VariableContext();
    copy.values = values;
    return copy;
  }

  @Override
  public <T extends @Nullable Object> T run(Callable<T> callable) throws Exception {
    Objects.requireNonNull(callable, "callable");
    CurrentContext thread = CurrentContext.ofThread();
    VariableContext before = enter(thread);
    try {
      return callable.call();
    } finally {
      leave(thread, before);
    }
  }

  /** Makes this the context of a thread; returns the one before. */
  public @Nullable VariableContext enter(CurrentContext thread) {
    begin();
    return thread.exchange(this);
  }

  /** Ends what {@link #enter} has begun. */
  public void leave(CurrentContext thread, @Nullable VariableContext before) {
    thread.exchange(before);
    end();
  }

  void begin() {
    if (entered) {
      throw new IllegalStateException("Something runs in the context already: " + this);
    }
    entered = true;
  }

  void end() {
    entered = false;
  }

  @Override
  public String toString() {
    return "<Context " + values.values() + ">";
  }
}
