package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What makes the event loops of a module, and keeps the current one of each context, by default of
 * each thread: Python's {@code AbstractEventLoopPolicy}. A test implements it to be asked. Its
 * methods are called in whatever thread the function of the module was called.
 *
 * <p>Source: asyncio-policy. Deprecated since 3.14.
 */
@OfClass(ConformanceClass.POLICIES)
public interface EventLoopPolicy {

  /**
   * The event loop of the current context.
   *
   * @return the loop
   * @throws IllegalStateException if there is none, since 3.14 and by the default policy
   */
  EventLoop getEventLoop();

  /**
   * Sets the event loop of the current context.
   *
   * @param loop the loop, or null for none
   */
  void setEventLoop(@Nullable EventLoop loop);

  /**
   * Creates an event loop.
   *
   * @return a loop that was not returned before
   */
  EventLoop newEventLoop();
}
