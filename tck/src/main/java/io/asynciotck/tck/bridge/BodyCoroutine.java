package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.bridge.WireWords.AWAIT;
import static io.asynciotck.tck.bridge.WireWords.CLOSE;
import static io.asynciotck.tck.bridge.WireWords.RETURN;
import static io.asynciotck.tck.bridge.WireWords.SEND;
import static io.asynciotck.tck.bridge.WireWords.THROW;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Step;
import java.io.Serial;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine made from a body in direct style. The body runs here; what drives it is a small
 * coroutine in the agent, which asks for each step with {@link #resume} and itself waits for what
 * the body waits for. So it waits as any coroutine of the implementation does.
 *
 * <p>Who drives the coroutine by hand, with {@link #send}, drives the one in the agent.
 */
final class BodyCoroutine<T extends @Nullable Object> implements Coroutine<T> {

  /**
   * Where a step came to rest.
   *
   * @param word {@code await}: the body waits for the value, anything that can be awaited; {@code
   *     suspend}: the coroutine yields the value, a future or null; {@code return}: it returned it
   */
  record Rest(String word, @Nullable Object value) {}

  /** NEW to RUNNING by the first step, RUNNING to PAUSED and back, RUNNING to ENDED. */
  private enum State {
    NEW,
    RUNNING,
    PAUSED,
    ENDED
  }

  /** Makes a body that is closed run its {@code finally} blocks. */
  private static final class Closed extends Error {
    @Serial private static final long serialVersionUID = 1L;

    Closed() {
      super("The coroutine was closed", null, false, false);
    }
  }

  private static final int CLOSE_LIMIT = 100;

  private final Bodies bodies;
  private final CoroutineBody<T> body;
  private final Carrier carrier;
  private volatile State state = State.NEW;
  private boolean exported;

  /** The channel of whoever drives the body. */
  private @Nullable Channel channel;

  /** What the body goes on with. */
  private @Nullable Object sent;

  private @Nullable Throwable thrown;

  /** Where the body came to rest. */
  private @Nullable Rest rest;

  private @Nullable Throwable raised;

  BodyCoroutine(Bodies bodies, CoroutineBody<T> body) {
    this.bodies = bodies;
    this.body = body;
    carrier = bodies.carrierOf(this::runBody);
  }

  /** Called when the agent gets to know the coroutine: from then on its state is the agent's. */
  void exported() {
    exported = true;
  }

  /** Whether {@link #runInPlace} may be called: nobody else has to do with the coroutine. */
  boolean isOurs() {
    return !exported;
  }

  /** Runs the body as a plain call of the coroutine that awaits it. */
  T runInPlace() throws Exception {
    if (state != State.NEW) {
      throw new IllegalStateException("The coroutine was awaited already: " + this);
    }
    state = State.RUNNING;
    try {
      return body.run();
    } finally {
      state = State.ENDED;
    }
  }

  /**
   * Runs the body to its next rest.
   *
   * @param action {@code send}, {@code throw} or {@code close}
   */
  Rest resume(Channel channel, String action, @Nullable Object value) throws Throwable {
    switch (state) {
      case RUNNING -> throw new IllegalStateException("The coroutine is running: " + this);
      case ENDED -> throw new IllegalStateException("The coroutine has ended: " + this);
      default -> {}
    }
    sent = value;
    thrown = null;
    switch (action) {
      case CLOSE -> {
        closeBody(channel);
        return new Rest(RETURN, null);
      }
      case THROW -> thrown = (Throwable) value;
      default -> {}
    }
    run(channel);
    if (raised != null) {
      throw raised;
    }
    if (rest == null) {
      throw new AssertionError("The body came to rest without a word");
    }
    return rest;
  }

  /** Waits, inside of the body. */
  @Nullable Object pauseOn(Awaitable<?> awaitable) throws Exception {
    rest = new Rest(AWAIT, awaitable);
    state = State.PAUSED;
    carrier.pause();
    goOn();
    if (thrown != null) {
      throw Bodies.sneak(thrown);
    }
    return sent;
  }

  private void closeBody(Channel channel) throws Throwable {
    if (state == State.NEW) {
      state = State.ENDED;
      return;
    }
    thrown = new Closed();
    run(channel);
    if (state == State.PAUSED) {
      throw new IllegalStateException("The coroutine goes on although it was closed: " + this);
    }
    if (raised != null && !(raised instanceof Closed)) {
      throw raised;
    }
  }

  /** Ends the body, whatever it says to that; its {@code finally} blocks run. */
  void abort(Channel channel) {
    for (int i = 0; i < CLOSE_LIMIT && state == State.PAUSED; i++) {
      thrown = new Closed();
      run(channel);
    }
    if (state == State.RUNNING) {
      carrier.interrupt();
    }
  }

  private void run(Channel driver) {
    rest = null;
    raised = null;
    channel = driver;
    Channels.Scope outer = bodies.scope();
    try {
      carrier.run();
    } finally {
      bodies.leave(outer);
    }
  }

  /** In the thread that carries the body: it belongs to the logical thread of whoever drives it. */
  private void goOn() {
    state = State.RUNNING;
    bodies.enter(Objects.requireNonNull(channel), this);
  }

  private void runBody() {
    goOn();
    bodies.started(this);
    try {
      T value = body.run();
      rest = new Rest(RETURN, value);
    } catch (Throwable thrownByBody) {
      raised = thrownByBody;
    } finally {
      state = State.ENDED;
      bodies.ended(this);
    }
  }

  @Override
  public Step<T> send(@Nullable Object value) throws Exception {
    return bodies.step(this, SEND, value);
  }

  @Override
  public Step<T> throwInto(Throwable exception) throws Exception {
    return bodies.step(this, THROW, exception);
  }

  @Override
  public void close() {
    bodies.close(this);
  }

  @Override
  public String toString() {
    return "coroutine " + state.name().toLowerCase(Locale.ROOT);
  }
}
