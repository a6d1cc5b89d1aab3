package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.report.RunData.Part;
import io.asynciotck.tck.report.RunData.RuleData;
import io.asynciotck.tck.run.Conclusion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts the parts of one run together again. */
public final class Shards {

  private Shards() {}

  /**
   * Merges the parts of each run that was divided; leaves the others as they are. Keeps the order,
   * and gives runs of the same implementation titles that tell them apart.
   *
   * @throws IllegalArgumentException if parts do not belong together, are missing or given twice
   */
  public static List<RunData> merge(List<RunData> runs, RuleBook book) {
    checkFolders(runs);
    Map<Object, List<RunData>> groups = new LinkedHashMap<>();
    for (RunData run : runs) {
      Object key = run.part().count() == 1 ? run.folder() : List.of(run.title(), run.profile());
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(run);
    }
    return Titles.distinct(groups.values().stream().map(parts -> whole(parts, book)).toList());
  }

  private static void checkFolders(List<RunData> runs) {
    Set<Path> folders = new HashSet<>();
    for (RunData run : runs) {
      if (!folders.add(run.folder().toAbsolutePath().normalize())) {
        throw new IllegalArgumentException("`" + run.folder() + "` is given twice");
      }
    }
  }

  private static RunData whole(List<RunData> parts, RuleBook book) {
    RunData first = parts.getFirst();
    if (first.part().count() == 1) {
      return first;
    }
    checkSame(parts, "number of shards", run -> run.part().count());
    checkSame(parts, "seed", RunData::seed);
    checkSame(parts, "selection of rules", run -> run.part().selection());
    checkComplete(parts);
    return merged(first, parts, book);
  }

  private static void checkSame(List<RunData> parts, String what, Function<RunData, Object> get) {
    RunData first = parts.getFirst();
    for (RunData other : parts) {
      if (!get.apply(first).equals(get.apply(other))) {
        throw new IllegalArgumentException(
            "These shards are not of one run: in `%s` the %s is `%s`, in `%s` it is `%s`"
                .formatted(
                    first.folder(), what, get.apply(first), other.folder(), get.apply(other)));
      }
    }
  }

  private static void checkComplete(List<RunData> parts) {
    RunData first = parts.getFirst();
    Map<Integer, RunData> byNumber = new LinkedHashMap<>();
    for (RunData part : parts) {
      RunData same = byNumber.put(part.part().number(), part);
      if (same != null) {
        throw new IllegalArgumentException(
            "`" + same.folder() + "` and `" + part.folder() + "` are both shard " + name(part));
      }
    }
    String missing =
        IntStream.rangeClosed(1, first.part().count())
            .filter(number -> !byNumber.containsKey(number))
            .mapToObj(number -> number + "/" + first.part().count())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Of %s, profile %s, only some shards are here; missing: %s"
              .formatted(first.title(), first.profile(), missing));
    }
  }

  private static String name(RunData run) {
    return run.part().number() + "/" + run.part().count() + " of " + run.title();
  }

  private static RunData merged(RunData first, List<RunData> parts, RuleBook book) {
    List<String> order = book.rules().stream().map(RuleText::id).toList();
    Map<String, RuleData> rules = new LinkedHashMap<>();
    parts.stream()
        .flatMap(part -> part.rules().values().stream())
        .sorted(Comparator.comparingInt(rule -> order.indexOf(rule.id())))
        .forEach(rule -> rules.put(rule.id(), rule));
    return new RunData(
        first.folder(),
        first.title(),
        first.profile(),
        first.seed(),
        new Part(first.part().selection(), 1, 1),
        conclusion(parts, rules),
        rules);
  }

  private static Conclusion conclusion(List<RunData> parts, Map<String, RuleData> rules) {
    return parts.stream().anyMatch(part -> part.conclusion() == Conclusion.INTERRUPTED)
        ? Conclusion.INTERRUPTED
        : RunData.conclude(rules.values());
  }
}
