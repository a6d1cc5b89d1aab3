package io.asynciotck.tck;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.implementations.Expectations;
import io.asynciotck.tck.run.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of a suite: what its annotation says, and before that what the system properties say.
 */
@TckOptions
final class SuiteOptions {
  private static final String PREFIX = "asyncio-tck.";

  /** That of Surefire, from which rules are taken: {@code MyLoopTckTest#rules+loop.stop.once}. */
  private static final String TEST = "test";

  /** What a run of one rule has as well. */
  private static final List<String> LASTING =
      List.of("profile", "tries", "timeout", "expectations");

  private static final List<String> SELECTING = List.of("rules", "classes", "levels");

  private static final List<String> NAMES =
      Stream.of(List.of("seed"), LASTING, SELECTING).flatMap(List::stream).toList();

  /** A property of the command line. */
  private static final String OTHER = PREFIX + "python";

  private final Class<?> suite;
  private final TckOptions said;
  private final Properties properties;

  /**
   * The options of a suite.
   *
   * @throws IllegalArgumentException if there is a property that nobody knows
   */
  SuiteOptions(Class<?> suite, Properties properties) {
    this.suite = suite;
    this.properties = properties;
    TckOptions own = suite.getAnnotation(TckOptions.class);
    this.said = own == null ? SuiteOptions.class.getAnnotation(TckOptions.class) : own;
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)
          && !name.equals(OTHER)
          && !NAMES.contains(name.substring(PREFIX.length()))) {
        throw new IllegalArgumentException(
            "Unknown property `%s`; known: %s%s"
                .formatted(name, PREFIX, String.join(", " + PREFIX, NAMES)));
      }
    }
  }

  /** What is tested, and against what. */
  Target target(Implementation tested) {
    Target target =
        Target.of(tested)
            .withTries(number("tries", said.tries()).intValue())
            .withTimeout(Duration.ofSeconds(number("timeout", said.timeout())));
    String profile = text("profile").orElse(said.profile());
    long seed = seed();
    target = profile.isEmpty() ? target : target.withProfile(Profile.of(profile));
    return seed == TckOptions.FRESH ? target : target.withSeed(seed);
  }

  private long seed() {
    return text("seed").map(given -> parsed("seed", given)).orElse(said.seed());
  }

  /** A number that must be positive. */
  private Long number(String name, long otherwise) {
    long number = text(name).map(given -> parsed(name, given)).orElse(otherwise);
    if (number <= 0 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(PREFIX + name + " takes a positive number, not " + number);
    }
    return number;
  }

  private static long parsed(String name, String given) {
    try {
      return Long.parseLong(given);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "%s%s takes a number, not `%s`".formatted(PREFIX, name, given), wrong);
    }
  }

  /** The rules that are selected. */
  List<RuleText> rules(RuleBook book) {
    List<String> asked = rulesOfTest();
    return new Selection(
            each("classes", ConformanceClass::of, said.classes()),
            asked.isEmpty() ? words("rules").orElse(List.of(said.rules())) : asked,
            each("levels", Level::of, said.levels()))
        .of(book);
  }

  private <T> Set<T> each(String name, Function<String, T> lookUp, T[] otherwise) {
    return words(name)
        .map(words -> words.stream().map(lookUp).collect(Collectors.toSet()))
        .orElse(Set.of(otherwise));
  }

  /** The rules that Surefire's option names for this suite: what has a point is no method. */
  private List<String> rulesOfTest() {
    return Arrays.stream(properties.getProperty(TEST, "").split(","))
        .map(pattern -> pattern.strip().split("#", 2))
        .filter(pattern -> pattern.length == 2 && isThis(pattern[0]))
        .flatMap(pattern -> Arrays.stream(pattern[1].split("\\+")))
        .filter(method -> method.contains("."))
        .toList();
  }

  private boolean isThis(String type) {
    return type.equals(suite.getSimpleName()) || type.equals(suite.getName());
  }

  /**
   * What is known to fail.
   *
   * @param otherwise the file, if no option names one; null for the one that is shipped
   */
  Expectations expectations(Target target, @Nullable Path otherwise) {
    Optional<Path> file =
        text("expectations")
            .or(() -> Optional.of(said.expectations()).filter(said -> !said.isEmpty()))
            .map(Path::of)
            .or(() -> Optional.ofNullable(otherwise));
    return file.isEmpty()
        ? Expectations.shippedFor(target.implementation(), target.book())
        : Expectations.read(file.get(), target.implementation(), target.book());
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(properties.getProperty(PREFIX + name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private Optional<List<String>> words(String name) {
    return text(name).map(value -> Arrays.stream(value.split(",")).map(String::strip).toList());
  }

  /** The command that runs all of it again. */
  String replay(long seed) {
    return command(rulesOfTest(), seed, Stream.concat(LASTING.stream(), SELECTING.stream()));
  }

  /** The command that runs the tests of a rule again. */
  String replay(long seed, String rule) {
    return command(List.of(rule), seed, LASTING.stream());
  }

  private String command(List<String> rules, long seed, Stream<String> names) {
    String type = suite.getSimpleName();
    String test = rules.isEmpty() ? type : "'%s#rules+%s'".formatted(type, String.join("+", rules));
    String given =
        names
            .flatMap(name ->
                text(name).stream().map(value -> " -D%s%s='%s'".formatted(PREFIX, name, value)))
            .collect(Collectors.joining());
    return "mvn test -Dtest=%s -D%sseed=%d%s".formatted(test, PREFIX, seed, given);
  }
}
