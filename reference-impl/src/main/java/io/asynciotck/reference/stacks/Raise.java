package io.asynciotck.reference.stacks;

/** Raising what the compiler would not let pass. */
public final class Raise {
  private Raise() {}

  /**
   * Raises a throwable as it is, checked or not.
   *
   * @return never; for {@code throw Raise.asIs(t)}
   */
  public static RuntimeException asIs(Throwable throwable) {
    return Raise.<RuntimeException>unchecked(throwable);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable throwable) throws E {
    throw (E) throwable;
  }
}
