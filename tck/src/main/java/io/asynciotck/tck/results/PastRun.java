package io.asynciotck.tck.results;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What is kept of a run in order to tell how an implementation changes: verdicts by ids, which mean
 * the same in every version of the kit, and no more.
 *
 * @param series what runs of one implementation have in common: the name of the folder
 * @param title implementation and version
 * @param profile the profile that it was checked against
 * @param kit name and version of the kit
 * @param date when it began
 * @param verdict the key of the {@link Conclusion}
 * @param checked the ids of the rules that were checked
 * @param outcomes what came of those that did not simply hold: a key of {@link Verdict}, {@link
 *     #DIFFERS} or {@link #CHANGED}
 */
public record PastRun(
    String series,
    String title,
    String profile,
    String kit,
    Instant date,
    String verdict,
    Set<String> checked,
    Map<String, String> outcomes) {

  /** It fails where it may. */
  public static final String DIFFERS = "differs";

  /** It had one verdict, then another. */
  public static final String CHANGED = "changed";

  /** What does not count against an implementation. */
  private static final Set<String> NO_FAULT =
      Set.of(DIFFERS, Verdict.KNOWN.key(), Verdict.BLOCKED.key());

  /** Copies the collections, in the order of the ids. */
  public PastRun {
    checked = Collections.unmodifiableSet(new TreeSet<>(checked));
    outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
  }

  /** Returns what is kept of a run. */
  public static PastRun of(SavedRun saved) {
    RunResult run = saved.result();
    Set<String> checked = new TreeSet<>();
    Map<String, String> outcomes = new HashMap<>();
    for (RuleResult rule : run.rules()) {
      add(rule.id(), rule.verdict(), rule.rule().decides(), rule.isChanged(), checked, outcomes);
    }
    return new PastRun(
        series(saved.folder()),
        run.subject().title(),
        run.subject().profile(),
        run.origin().kit(),
        run.origin().date(),
        run.conclusion().key(),
        checked,
        outcomes);
  }

  /**
   * Reads the results of a run by any version of the kit: a folder, or a file.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static PastRun read(Path place) {
    Path file = ResultsReader.file(place);
    String series = series(ResultsReader.folder(place, file));
    return Fields.ofFile(file, "a run", json -> read(json, series));
  }

  private static PastRun read(JsonNode json, String series) {
    Set<String> checked = new TreeSet<>();
    Map<String, String> outcomes = new HashMap<>();
    for (JsonNode rule : Fields.list(json, Keys.RULES)) {
      add(
          Fields.text(rule, Keys.ID),
          Fields.known(() -> Verdict.ofKey(Fields.text(rule, Keys.VERDICT))),
          Fields.child(rule, Keys.DECIDES).asBoolean(false),
          rule.has(Keys.CHANGED),
          checked,
          outcomes);
    }
    String version = Fields.text(json, Keys.VERSION);
    return new PastRun(
        series,
        Fields.text(json, Keys.IMPLEMENTATION) + (version.isEmpty() ? "" : " " + version),
        Fields.text(json, Keys.PROFILE),
        Fields.text(json, Keys.KIT),
        Fields.known(() -> Instant.parse(Fields.text(json, Keys.DATE))),
        Fields.text(json, Keys.VERDICT),
        checked,
        outcomes);
  }

  private static void add(
      String id,
      Verdict verdict,
      boolean decides,
      boolean changed,
      Set<String> checked,
      Map<String, String> outcomes) {
    if (verdict == Verdict.NOT_CLAIMED && !changed) {
      return;
    }
    checked.add(id);
    if (changed) {
      outcomes.put(id, CHANGED);
    } else if (verdict == Verdict.FAIL && !decides) {
      outcomes.put(id, DIFFERS);
    } else if (verdict != Verdict.PASS) {
      outcomes.put(id, verdict.key());
    }
  }

  private static String series(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** Returns what came of a rule, {@code pass} if it holds; nothing if it was not checked. */
  public Optional<String> outcome(String rule) {
    return checked.contains(rule)
        ? Optional.of(outcomes.getOrDefault(rule, Verdict.PASS.key()))
        : Optional.empty();
  }

  /** Returns how many rules have an outcome. */
  public long count(String outcome) {
    return outcomes.values().stream().filter(outcome::equals).count();
  }

  /** Returns how many rules hold. */
  public long passed() {
    return (long) checked.size() - outcomes.size();
  }

  /** Returns how many rules count against it. */
  public long faults() {
    return outcomes.values().stream().filter(PastRun::isFault).count();
  }

  /** Returns whether an outcome counts against an implementation. */
  public static boolean isFault(String outcome) {
    return !outcome.equals(Verdict.PASS.key()) && !NO_FAULT.contains(outcome);
  }
}
