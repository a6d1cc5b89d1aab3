package io.asynciotck.tck.mutation;

import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.run.KitListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which methods of the reference each test calls, and how long it takes: a mutant need not be tried
 * with a test that never comes to it.
 */
final class Coverage implements KitListener {
  private static final String BETWEEN = "(between tests)";

  private final Stand stand;
  private final Map<String, Set<String>> called = new LinkedHashMap<>();
  private final Map<String, Long> nanos = new HashMap<>();

  /** Of a reference on which nothing was run yet. */
  Coverage(Stand stand) {
    this.stand = stand;
  }

  boolean isEmpty() {
    return called.isEmpty();
  }

  /** What the reference stood on. */
  Stand stand() {
    return stand;
  }

  @Override
  public void testStarted(String test) {
    called.computeIfAbsent(BETWEEN, _ -> new TreeSet<>()).addAll(Probes.called());
  }

  @Override
  public void testEnded(TestResult test) {
    if (test.verdict().isFailure()) {
      throw new IllegalStateException("The reference itself fails: " + test);
    }
    add(test.test(), Probes.called(), test.took().toNanos());
  }

  void add(String test, Set<String> methods, long took) {
    called.put(test, methods);
    nanos.put(test, took);
  }

  /** The tests that may come to a method of a class, the quickest first. */
  List<String> testsOf(String method) {
    boolean always =
        method.endsWith(".<clinit>") || called.getOrDefault(BETWEEN, Set.of()).contains(method);
    List<String> tests = new ArrayList<>();
    called.forEach((test, methods) -> {
      if (!test.equals(BETWEEN) && (always || methods.contains(method))) {
        tests.add(test);
      }
    });
    tests.sort(Comparator.comparing((String test) -> nanos.getOrDefault(test, 0L)));
    return tests;
  }

  /** How long the longest of some tests takes. */
  Duration longest(List<String> tests) {
    return Duration.ofNanos(
        tests.stream().mapToLong(test -> nanos.getOrDefault(test, 0L)).max().orElse(0));
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    called.forEach((test, methods) ->
        lines.add(test + "\t" + nanos.getOrDefault(test, 0L) + "\t" + String.join(" ", methods)));
    Files.write(file, lines);
  }

  static Coverage read(Path file, Stand stand) throws IOException {
    Coverage coverage = new Coverage(stand);
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      coverage.called.put(parts[0], Set.of(parts[2].split(" ", -1)));
      coverage.nanos.put(parts[0], Long.valueOf(parts[1]));
    }
    return coverage;
  }
}
