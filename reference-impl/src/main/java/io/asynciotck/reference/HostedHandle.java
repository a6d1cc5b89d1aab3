package io.asynciotck.reference;

import io.asynciotck.api.Context;
import io.asynciotck.api.Handle;
import io.asynciotck.reference.contexts.BoundCallback;
import io.asynciotck.reference.contexts.Contextual;
import io.asynciotck.reference.contexts.VariableContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A callback that a host runs, and its handle: the host's, with the context of the callback. */
class HostedHandle implements Handle, Contextual, Runnable {
  private final HostedEventLoop loop;
  private Runnable callback;
  private @Nullable Handle host;

  HostedHandle(HostedEventLoop loop, Runnable callback) {
    this.loop = loop;
    this.callback = Objects.requireNonNull(callback, "callback");
  }

  /** Takes the handle of the host. It is given to nobody before. */
  final void takes(Handle given) {
    host = given;
  }

  private Handle host() {
    return Objects.requireNonNull(host, "handle of the host");
  }

  @Override
  public void run() {
    loop.take(callback, this);
  }

  @Override
  public void cancel() {
    host().cancel();
  }

  @Override
  public boolean isCancelled() {
    return host().isCancelled();
  }

  @Override
  public @Nullable VariableContext ownContext() {
    return callback instanceof BoundCallback bound ? bound.ownContext() : null;
  }

  @Override
  public Context getContext() {
    VariableContext context = ownContext();
    if (context == null) {
      context = new VariableContext();
      callback = new BoundCallback(context, callback);
    }
    return context;
  }

  @Override
  public String toString() {
    return "<Handle " + callback + ">";
  }
}
