package io.asynciotck.reference.contexts;

import io.asynciotck.api.ContextVar;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A variable that has a value of its own in each context. */
final class Variable<T extends @Nullable Object> implements ContextVar<T> {
  private final Contexts contexts;
  private final String name;

  /** What was before a variable was set. */
  private record Token(
      Variable<?> variable, VariableContext context, boolean had, @Nullable Object value) {}

  Variable(Contexts contexts, String name) {
    this.contexts = contexts;
    this.name = Objects.requireNonNull(name, "name");
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // what was put there is a T
  public T get(T defaultValue) {
    VariableContext context = CurrentContext.ofThread().context();
    return context != null && context.has(this) ? (T) context.valueOf(this) : defaultValue;
  }

  @Override
  public Object set(T value) {
    VariableContext context = CurrentContext.ofThread().made();
    Token before = new Token(this, context, context.has(this), context.valueOf(this));
    context.put(this, value);
    contexts.use();
    return before;
  }

  @Override
  public void reset(Object token) {
    VariableContext context = CurrentContext.ofThread().context();
    if (!(token instanceof Token before)
        || before.variable() != this
        || before.context() != context) {
      throw new IllegalArgumentException("Set elsewhere than " + this + " here: " + token);
    }
    if (before.had()) {
      context.put(this, before.value());
    } else {
      context.remove(this);
    }
  }

  @Override
  public String toString() {
    return "<ContextVar " + name + ">";
  }
}
