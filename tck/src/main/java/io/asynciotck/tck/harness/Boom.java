package io.asynciotck.tck.harness;

import java.io.Serial;

/** The exception that tests raise. */
public final class Boom extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String label;

  /** Creates the exception with a label that tells it from others. */
  public Boom(String label) {
    super(label);
    this.label = label;
  }

  /** Creates the exception with the label of a test that raises just one. */
  public Boom() {
    this("");
  }

  /** Throws a checked exception where the signature has none, as a Python callback may. */
  @SuppressWarnings("unchecked")
  public static <E extends Throwable> RuntimeException raise(Throwable exception) throws E {
    throw (E) exception;
  }

  /** Returns the name under which it stands in traces. */
  String traceName() {
    return label.isEmpty() ? "Boom" : "Boom(" + label + ")";
  }
}
