package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.CLOSE;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.ON;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Step;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two words of the language that are not the agent's matter: {@code async} and {@code await}.
 */
final class Bodies {
  private static final ValueType STEP = ValueType.of(Step.class);

  private final Agent agent;
  private final Wire wire;
  private final Set<BodyCoroutine<?>> started = ConcurrentHashMap.newKeySet();

  private Function<Runnable, Carrier> carriers = Carrier::of;

  Bodies(Agent agent, Wire wire) {
    this.agent = agent;
    this.wire = wire;
  }

  /** Lets bodies be carried by another kind of carrier than the best. */
  void carryBy(Function<Runnable, Carrier> maker) {
    carriers = maker;
  }

  Carrier carrierOf(Runnable body) {
    return carriers.apply(body);
  }

  <T extends @Nullable Object> BodyCoroutine<T> coroutine(CoroutineBody<T> body) {
    return new BodyCoroutine<>(this, body);
  }

  @Nullable Object await(Awaitable<?> awaitable) throws Exception {
    BodyCoroutine<?> current = agent.channels().currentBody();
    if (current == null) {
      throw new IllegalStateException("await outside of a coroutine");
    }
    if (awaitable instanceof BodyCoroutine<?> inner && inner.isOurs()) {
      return inner.runInPlace();
    }
    return current.pauseOn(awaitable);
  }

  /** Drives a coroutine by hand, through the one that stands for it in the agent. */
  @SuppressWarnings("unchecked") // the value is what the coroutine of this type returned
  <T extends @Nullable Object> Step<T> step(
      BodyCoroutine<T> coroutine, String name, @Nullable Object value) throws Exception {
    try {
      ObjectNode request = request(PythonCall.Verb.STEP, coroutine, name);
      request.putArray(ARGS).add(wire.encode(value, ValueType.ANYTHING));
      return (Step<T>) Objects.requireNonNull(agent.ask(request, STEP));
    } catch (Throwable raised) {
      throw sneak(raised);
    } finally {
      Reference.reachabilityFence(value);
    }
  }

  void close(BodyCoroutine<?> coroutine) {
    try {
      ObjectNode request = request(PythonCall.Verb.CALL, coroutine, CLOSE);
      request.putArray(ARGS);
      agent.ask(request, ValueType.ANYTHING);
    } catch (Throwable raised) {
      throw sneak(raised);
    }
  }

  /** The beginning of a request about a coroutine. */
  private ObjectNode request(PythonCall.Verb verb, BodyCoroutine<?> coroutine, String name) {
    ObjectNode request = Wire.JSON.objectNode();
    request.put(DO, verb.word).put(NAME, name);
    request.set(ON, wire.encode(coroutine, ValueType.ANYTHING));
    return request;
  }

  Channels.@Nullable Scope scope() {
    return agent.channels().scope();
  }

  void enter(Channel channel, BodyCoroutine<?> body) {
    agent.channels().enter(channel, body);
  }

  void leave(Channels.@Nullable Scope outer) {
    agent.channels().leave(outer);
  }

  void started(BodyCoroutine<?> coroutine) {
    started.add(coroutine);
  }

  void ended(BodyCoroutine<?> coroutine) {
    started.remove(coroutine);
  }

  /** Ends all bodies that have begun and not ended, so that none keeps a thread. */
  void abortAll(Channel channel) {
    List.copyOf(started).forEach(body -> body.abort(channel));
  }

  int size() {
    return started.size();
  }

  /** Throws whatever it is given, as Python would. */
  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
