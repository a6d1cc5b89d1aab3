package io.asynciotck.stress.bench.run;

/** How a result stands to what is expected. */
enum Mark {
  STRETCH("stretch"),
  MET("met"),
  MISSED("**MISSED**");

  private final String text;

  Mark(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
