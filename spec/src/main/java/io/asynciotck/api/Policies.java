package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What a module offers to replace the way in which its loops are made and its current loops are
 * kept. A module that has none of it raises {@link UnsupportedOperationException}.
 *
 * <p>Source: asyncio-policy. Deprecated since 3.14.
 */
@OfClass(ConformanceClass.POLICIES)
public interface Policies {

  /**
   * The policy of all threads. May be called in any thread.
   *
   * @return the policy
   */
  default EventLoopPolicy getEventLoopPolicy() {
    throw new UnsupportedOperationException("get_event_loop_policy");
  }

  /**
   * Sets the policy of all threads. May be called in any thread.
   *
   * @param policy the policy, or null for the default one
   */
  default void setEventLoopPolicy(@Nullable EventLoopPolicy policy) {
    throw new UnsupportedOperationException("set_event_loop_policy");
  }

  /**
   * Makes a default policy, which is not set.
   *
   * @return a policy without any current loop
   */
  @PythonName("DefaultEventLoopPolicy")
  default DefaultEventLoopPolicy newDefaultEventLoopPolicy() {
    throw new UnsupportedOperationException("DefaultEventLoopPolicy");
  }
}
