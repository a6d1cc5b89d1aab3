package io.asynciotck.spec;

import java.util.List;

/**
 * What a rule follows from, where no sentence says it in so many words.
 *
 * @param versions the versions for which it is inferred, where that is not the whole range of the
 *     rule
 * @param places the places of the documentation whose sentences it follows from
 * @param rules the ids of the rules that it follows from
 * @param reason how it follows
 */
public record Inference(
    VersionRange versions, List<DocsPlace> places, List<String> rules, String reason)
    implements Evidence {

  static final String SHAPE =
      "> Inferred: from asyncio-task#asyncio.wait_for, future.await.result: how it follows`, with"
          + " `since 3.11 ` or `until 3.10 ` in front of `from` where that is not the whole range";

  /** Copies the lists. */
  public Inference {
    places = List.copyOf(places);
    rules = List.copyOf(rules);
  }

  @Override
  public Kind kind() {
    return Kind.INFERRED;
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    if (!versions.equals(VersionRange.ALL)) {
      text.append(versions).append(' ');
    }
    text.append("from ");
    String separator = "";
    for (DocsPlace place : places) {
      text.append(separator).append(place);
      separator = ", ";
    }
    for (String rule : rules) {
      text.append(separator).append(rule);
      separator = ", ";
    }
    return text.append(": ").append(reason).toString();
  }

  /** {@return the line} */
  @Override
  public String toString() {
    return line();
  }
}
