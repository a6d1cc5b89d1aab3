package io.asynciotck.api;

import java.io.Serial;
import java.util.List;

/**
 * Several exceptions that were raised together, none of them an {@link Error}.
 *
 * <p>Python: {@code ExceptionGroup}. Source: PEP 654.
 */
public final class ExceptionGroup extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Throwable> exceptions;

  /**
   * Creates the group.
   *
   * @param message what was being done
   * @param exceptions what was raised
   */
  public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
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
