package io.asynciotck.spec;

/**
 * What bears on a rule without being its source.
 *
 * @param kind {@link Evidence.Kind#CONFLICT} or {@link Evidence.Kind#NOTES}
 * @param text what it says
 */
public record Remark(Kind kind, String text) implements Evidence {

  /** {@return the line} */
  @Override
  public String toString() {
    return line();
  }
}
