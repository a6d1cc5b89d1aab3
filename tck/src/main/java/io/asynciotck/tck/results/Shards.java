package io.asynciotck.tck.results;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
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
  public static List<RunResult> merge(List<SavedRun> runs, RuleBook book) {
    return Titles.distinct(wholes(runs, book));
  }

  /**
   * Merges the parts of each run that was divided; leaves the others, and all titles, as they are.
   *
   * @throws IllegalArgumentException if parts do not belong together, are missing or given twice
   */
  public static List<SavedRun> wholes(List<SavedRun> runs, RuleBook book) {
    checkFolders(runs);
    Map<Object, List<SavedRun>> groups = new LinkedHashMap<>();
    for (SavedRun run : runs) {
      Object key =
          shard(run).isWhole()
              ? run.folder()
              : List.of(run.result().title(), run.result().subject().profile());
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(run);
    }
    return groups.values().stream().map(parts -> whole(parts, book)).toList();
  }

  private static Shard shard(SavedRun run) {
    return run.result().invocation().shard();
  }

  private static void checkFolders(List<SavedRun> runs) {
    Set<Path> folders = new HashSet<>();
    for (SavedRun run : runs) {
      if (!folders.add(run.folder().toAbsolutePath().normalize())) {
        throw new IllegalArgumentException("`" + run.folder() + "` is given twice");
      }
    }
  }

  private static SavedRun whole(List<SavedRun> parts, RuleBook book) {
    SavedRun first = parts.getFirst();
    if (shard(first).isWhole()) {
      return first;
    }
    checkSame(parts, "number of shards", run -> run.invocation().shard().count());
    checkSame(parts, "seed", run -> run.subject().seed());
    checkSame(parts, "selection of rules", run -> run.invocation().selection());
    checkComplete(parts);
    return new SavedRun(
        first.folder(), merged(parts.stream().map(SavedRun::result).toList(), book));
  }

  private static void checkSame(
      List<SavedRun> parts, String what, Function<RunResult, Object> get) {
    SavedRun first = parts.getFirst();
    Object wanted = get.apply(first.result());
    for (SavedRun other : parts) {
      Object found = get.apply(other.result());
      if (!wanted.equals(found)) {
        throw new IllegalArgumentException(
            "These shards are not of one run: in `%s` the %s is `%s`, in `%s` it is `%s`"
                .formatted(first.folder(), what, wanted, other.folder(), found));
      }
    }
  }

  private static void checkComplete(List<SavedRun> parts) {
    RunResult first = parts.getFirst().result();
    Map<Integer, SavedRun> byNumber = new LinkedHashMap<>();
    for (SavedRun part : parts) {
      SavedRun same = byNumber.put(shard(part).number(), part);
      if (same != null) {
        throw new IllegalArgumentException(
            "`%s` and `%s` are both shard %s of %s"
                .formatted(same.folder(), part.folder(), shard(part), first.title()));
      }
    }
    int count = first.invocation().shard().count();
    String missing =
        IntStream.rangeClosed(1, count)
            .filter(number -> !byNumber.containsKey(number))
            .mapToObj(number -> number + "/" + count)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Of %s, profile %s, only some shards are here; missing: %s"
              .formatted(first.title(), first.subject().profile(), missing));
    }
  }

  private static RunResult merged(List<RunResult> parts, RuleBook book) {
    List<String> order = book.rules().stream().map(RuleText::id).toList();
    RunResult first = parts.getFirst();
    Invocation asked = first.invocation();
    return new RunResult(
        first.subject(),
        first.origin(),
        new Invocation(asked.replay(), asked.selection(), Shard.ALL),
        Blocking.judge(
            parts.stream()
                .flatMap(part -> part.rules().stream())
                .sorted(Comparator.comparingInt(rule -> order.indexOf(rule.id())))
                .toList()),
        parts.stream()
            .flatMap(part -> part.notTestable().stream())
            .sorted(Comparator.comparingInt(order::indexOf))
            .toList(),
        parts.stream().allMatch(RunResult::complete));
  }
}
