package io.asynciotck.tck.book;

import io.asynciotck.api.AsyncioProvider;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.SeenOn;
import io.asynciotck.tck.run.TestCase;
import io.asynciotck.tck.run.TestRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands behind each rule: its tests, the lines of the reference that make it true, the broken
 * loops that break it, and the loops on which it was seen to hold.
 *
 * @param tests the tests, by rule
 * @param lines file and line of the reference, by rule
 * @param faults what the broken loops do, by rule
 * @param seenOn on which loops it was seen to hold
 */
public record Proofs(
    Map<String, List<TestCase>> tests,
    Map<String, List<String>> lines,
    Map<String, List<String>> faults,
    SeenOn seenOn) {

  private static final String REFERENCE = "io.asynciotck.reference.";
  private static final String SHIPPED_FAULTS = "/io/asynciotck/tck/faults.json";

  /** Returns what the kit knows by itself: its tests, and what is shipped with it. */
  public static Proofs shipped(RuleBook book) {
    return new Proofs(testsOf(book), shippedLines(), shippedFaults(), SeenOn.shipped());
  }

  private static Map<String, List<TestCase>> testsOf(RuleBook book) {
    Map<String, List<TestCase>> tests = new HashMap<>();
    for (TestCase test :
        TestRun.find(book.rules().stream().map(RuleText::id).collect(Collectors.toSet()))) {
      for (String rule : test.rules()) {
        tests.computeIfAbsent(rule, _ -> new ArrayList<>()).add(test);
      }
    }
    tests.values().forEach(list -> list.sort(Comparator.comparing(TestCase::name)));
    return tests;
  }

  /** The classes of the reference have their sources beside them. */
  private static Map<String, List<String>> shippedLines() {
    Optional<Path> built =
        ServiceLoader.load(AsyncioProvider.class).stream()
            .map(ServiceLoader.Provider::type)
            .filter(type -> type.getName().startsWith(REFERENCE))
            .findAny()
            .map(Proofs::placeOf);
    try {
      if (built.isEmpty()) {
        return Map.of();
      }
      if (Files.isDirectory(built.get())) {
        return linesIn(built.get());
      }
      try (FileSystem jar = FileSystems.newFileSystem(built.get())) {
        return linesIn(jar.getPath("/"));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException("No place for the code of " + type, wrong);
    }
  }

  private static Map<String, List<String>> linesIn(Path sources) throws IOException {
    Map<String, List<String>> found = new HashMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).sorted().toList()) {
        collect(file, found);
      }
    }
    return found;
  }

  private static Map<String, List<String>> shippedFaults() {
    try (InputStream stream = Proofs.class.getResourceAsStream(SHIPPED_FAULTS)) {
      return stream == null ? Map.of() : lists(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, List<String>> lists(InputStream json) {
    return JsonMapper.shared().readValue(json, new TypeReference<>() {});
  }

  /**
   * Returns the same with the lines of a reference that name rules: see {@link RuleLine}.
   *
   * @param sources the folder of its sources
   * @throws UnreadableException if it cannot be read
   */
  public Proofs withReference(Path sources) {
    try {
      return new Proofs(tests, linesIn(sources), faults, seenOn);
    } catch (IOException | UncheckedIOException unreadable) {
      throw new UnreadableException("Cannot read the sources in `" + sources + "`", unreadable);
    }
  }

  private static void collect(Path file, Map<String, List<String>> found) throws IOException {
    List<String> text = Files.readAllLines(file);
    for (int i = 0; i < text.size(); i++) {
      for (String rule : RuleLine.rulesIn(text.get(i))) {
        found.computeIfAbsent(rule, _ -> new ArrayList<>()).add(file.getFileName() + ":" + (i + 1));
      }
    }
  }

  /**
   * Returns the same with other faults.
   *
   * @param file JSON: for each rule the faults that break it
   * @throws UnreadableException if it cannot be read
   */
  public Proofs withFaults(Path file) {
    return new Proofs(tests, lines, read(file, Proofs::lists), seenOn);
  }

  /**
   * Returns the same with other evidence of loops.
   *
   * @param file JSON: for each rule the loops on which it was seen to hold
   * @throws UnreadableException if it cannot be read
   */
  public Proofs withSeenOn(Path file) {
    return new Proofs(tests, lines, faults, read(file, SeenOn::parse));
  }

  private static <T> T read(Path file, Function<InputStream, T> parse) {
    try (InputStream stream = Files.newInputStream(file)) {
      return parse.apply(stream);
    } catch (IOException | JacksonException unreadable) {
      throw new UnreadableException(
          "Cannot read `" + file + "`: it is JSON with a list of texts for each rule", unreadable);
    }
  }

  List<TestCase> testsOf(RuleText rule) {
    return tests.getOrDefault(rule.id(), List.of());
  }

  List<String> linesOf(RuleText rule) {
    return lines.getOrDefault(rule.id(), List.of());
  }

  List<String> faultsOf(RuleText rule) {
    return faults.getOrDefault(rule.id(), List.of());
  }

  List<String> seenOn(RuleText rule) {
    return seenOn.seenOn(rule.id());
  }
}
