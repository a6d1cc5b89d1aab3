package io.asynciotck.tck.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** On which implementations each rule was seen to hold. Made by runs, never by hand. */
public final class SeenOn {
  private static final String SHIPPED = "/io/asynciotck/tck/seen-on.json";
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, List<String>> seenOn;

  private SeenOn(Map<String, List<String>> seenOn) {
    this.seenOn = seenOn;
  }

  /** What these runs have seen. */
  public static SeenOn of(List<RunResult> runs) {
    Map<String, List<String>> seenOn = new TreeMap<>();
    for (RunResult run : runs) {
      run.rules().stream()
          .filter(rule -> rule.verdict() == Verdict.PASS && !rule.isChanged())
          .map(RuleResult::id)
          .forEach(id -> seenOn.computeIfAbsent(id, none -> new ArrayList<>()).add(run.title()));
    }
    return new SeenOn(seenOn);
  }

  /** What is shipped with the kit. */
  public static SeenOn shipped() {
    try (InputStream stream = SeenOn.class.getResourceAsStream(SHIPPED)) {
      return stream == null ? new SeenOn(Map.of()) : parse(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reads what {@link #toJson} has written. */
  public static SeenOn parse(InputStream json) {
    return new SeenOn(MAPPER.readValue(json, new TypeReference<>() {}));
  }

  /** Returns the implementations on which a rule was seen to hold. */
  public List<String> seenOn(String rule) {
    return seenOn.getOrDefault(rule, List.of());
  }

  /** Returns the evidence as the kit ships it. */
  public String toJson() {
    return MAPPER.writeValueAsString(seenOn) + "\n";
  }
}
