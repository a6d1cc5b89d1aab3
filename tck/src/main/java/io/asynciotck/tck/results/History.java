package io.asynciotck.tck.results;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs of several times, perhaps by several versions of the kit, the oldest first. A file keeps
 * them: of runs that have checked the same rules it names these once.
 *
 * @param runs the runs
 */
public record History(List<PastRun> runs) {
  private static final int SCHEMA_VERSION = 1;
  private static final int DIGEST_LENGTH = 16;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final String RUNS = "runs";
  private static final String SERIES = "series";
  private static final String TITLE = "title";
  private static final String OUTCOMES = "outcomes";

  /** Puts them in order. */
  public History {
    runs =
        runs.stream()
            .sorted(Comparator.comparing(PastRun::date).thenComparing(PastRun::series))
            .toList();
  }

  /**
   * Reads what {@link #toJson} has written; nothing if there is no such file.
   *
   * @throws IllegalArgumentException if it is another file
   */
  public static History read(Path file) {
    return Files.exists(file)
        ? Fields.ofFile(file, "--history", History::read)
        : new History(List.of());
  }

  private static History read(JsonNode json) {
    if (Fields.number(json, Keys.SCHEMA) != SCHEMA_VERSION) {
      throw new Fields.Malformed("its schema is not " + SCHEMA_VERSION);
    }
    Map<String, Set<String>> rules = new HashMap<>();
    JsonNode sets = Fields.child(json, Keys.RULES);
    sets.propertyNames()
        .forEach(digest -> rules.put(digest, new TreeSet<>(Fields.texts(sets, digest))));
    List<PastRun> runs = new ArrayList<>();
    for (JsonNode run : Fields.list(json, RUNS)) {
      String digest = Fields.text(run, Keys.RULES);
      if (!rules.containsKey(digest)) {
        throw new Fields.Malformed("the rules `" + digest + "` are missing");
      }
      runs.add(run(run, rules.get(digest)));
    }
    return new History(runs);
  }

  private static PastRun run(JsonNode json, Set<String> checked) {
    Map<String, String> outcomes = new HashMap<>();
    JsonNode stored = Fields.child(json, OUTCOMES);
    stored
        .propertyNames()
        .forEach(
            outcome -> Fields.texts(stored, outcome).forEach(rule -> outcomes.put(rule, outcome)));
    return new PastRun(
        Fields.text(json, SERIES),
        Fields.text(json, TITLE),
        Fields.text(json, Keys.PROFILE),
        Fields.text(json, Keys.KIT),
        Fields.known(() -> Instant.parse(Fields.text(json, Keys.DATE))),
        Fields.text(json, Keys.VERDICT),
        checked,
        outcomes);
  }

  /** Returns this with more runs. One that is there already is not there twice. */
  public History with(List<PastRun> more) {
    Map<List<Object>, PastRun> all = new LinkedHashMap<>();
    Stream.concat(runs.stream(), more.stream())
        .forEach(run -> all.put(List.of(run.series(), run.date()), run));
    return new History(List.copyOf(all.values()));
  }

  /** Returns the runs of each series, series by series. */
  public Map<String, List<PastRun>> series() {
    return runs.stream()
        .collect(Collectors.groupingBy(PastRun::series, TreeMap::new, Collectors.toList()));
  }

  /** Returns the text of the file. */
  public String toJson() {
    Map<String, Set<String>> rules = new TreeMap<>();
    runs.forEach(run -> rules.put(digest(run.checked()), run.checked()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(Keys.SCHEMA, SCHEMA_VERSION);
    json.put(Keys.RULES, rules);
    json.put(RUNS, runs.stream().map(History::json).toList());
    return MAPPER.writeValueAsString(json) + "\n";
  }

  private static Map<String, Object> json(PastRun run) {
    Map<String, List<String>> outcomes = new TreeMap<>();
    run.outcomes()
        .forEach((rule, outcome) ->
            outcomes.computeIfAbsent(outcome, none -> new ArrayList<>()).add(rule));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(SERIES, run.series());
    json.put(TITLE, run.title());
    json.put(Keys.PROFILE, run.profile());
    json.put(Keys.KIT, run.kit());
    json.put(Keys.DATE, run.date().toString());
    json.put(Keys.VERDICT, run.verdict());
    json.put(Keys.RULES, digest(run.checked()));
    json.put(OUTCOMES, outcomes);
    return json;
  }

  private static String digest(Set<String> rules) {
    try {
      byte[] text = String.join("\n", rules).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
