package io.asynciotck.tck.harness;

/** An exception of another language that has no counterpart in the API: known by its own name. */
public interface Foreign {

  /** Returns the name of its class in that language. */
  String type();
}
