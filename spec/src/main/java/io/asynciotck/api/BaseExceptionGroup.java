package io.asynciotck.api;

import java.io.Serial;
import java.util.List;

/**
 * Several exceptions that were raised together, some of them {@link Error}s.
 *
 * <p>Python: {@code BaseExceptionGroup}. Source: PEP 654.
 */
public final class BaseExceptionGroup extends Error {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Throwable> exceptions;

  /**
   * Creates the group.
   *
   * @param message what was being done
   * @param exceptions what was raised
   */
  public BaseExceptionGroup(String message, List<? extends Throwable> exceptions) {
    super(message);
    this.exceptions = List.copyOf(exceptions);
  }

  /**
   * What was raised.
   *
   * @return the exceptions, in their order
   */
  public List<Throwable> exceptions() {
    return exceptions;
  }
}
