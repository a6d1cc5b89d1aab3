package io.asynciotck.tck.mutation;

import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.run.KitListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Map<String, Set<String>> called = new LinkedHashMap<>();
  private final Map<String, Long> nanos = new HashMap<>();

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

  /** The tests that may come to a method, the quickest first. */
  List<String> testsOf(Place place) {
    boolean always =
        place.method().equals("<clinit>")
            || called.getOrDefault(BETWEEN, Set.of()).contains(place.typeAndMethod());
    List<String> tests = new ArrayList<>();
    called.forEach((test, methods) -> {
      if (!test.equals(BETWEEN) && (always || methods.contains(place.typeAndMethod()))) {
        tests.add(test);
      }
    });
    tests.sort(Comparator.comparing((String test) -> nanos.getOrDefault(test, 0L)));
    return tests;
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    called.forEach((test, methods) ->
        lines.add(test + "\t" + nanos.getOrDefault(test, 0L) + "\t" + String.join(" ", methods)));
    Files.write(file, lines);
  }

  static Coverage read(Path file) throws IOException {
    Coverage coverage = new Coverage();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      coverage.called.put(parts[0], Set.of(parts[2].split(" ", -1)));
      coverage.nanos.put(parts[0], Long.valueOf(parts[1]));
    }
    return coverage;
  }
}
