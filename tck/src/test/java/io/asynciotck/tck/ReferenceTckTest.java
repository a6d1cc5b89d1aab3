package io.asynciotck.tck;

/** The whole kit on the reference, as an implementer's build runs it. */
final class ReferenceTckTest extends AsyncioTckSuite {
  ReferenceTckTest() {
    super("reference");
  }
}
