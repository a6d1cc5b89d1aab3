package io.asynciotck.tck.expectations;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.run.RuleResult;
import io.asynciotck.tck.run.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known to fail on one implementation in one version. */
public final class Expectations {
  private static final String SHIPPED = "/io/asynciotck/tck/expectations/";

  private final Map<String, Expectation> byRule;

  private Expectations(Map<String, Expectation> byRule) {
    this.byRule = Map.copyOf(byRule);
  }

  /** Expects nothing to fail. */
  public static Expectations none() {
    return new Expectations(Map.of());
  }

  /** What is shipped for an implementation; nothing, if no file is shipped for it. */
  public static Expectations shippedFor(Implementation implementation, RuleBook book) {
    String name = implementation.expectationsName();
    return shipped(name).isEmpty() ? none() : collect(name, implementation, book);
  }

  /**
   * What a file says of an implementation.
   *
   * @throws ExpectationsException if it cannot be read, or says something wrong
   */
  public static Expectations read(Path file, Implementation implementation, RuleBook book) {
    try {
      return collect(file.toString(), Files.readString(file), implementation, book);
    } catch (IOException unreadable) {
      throw new ExpectationsException(file.toString(), "cannot be read: " + unreadable, unreadable);
    }
  }

  /** What is expected of a rule, if a failure is. */
  public Optional<Expectation> of(String rule) {
    return Optional.ofNullable(byRule.get(rule));
  }

  /**
   * Judges a failure that is expected as known, and a rule that holds against expectation as stale.
   */
  public RuleResult judge(RuleResult result) {
    return of(result.rule().id()).map(expected -> judge(result, expected)).orElse(result);
  }

  private static RuleResult judge(RuleResult result, Expectation expected) {
    if (result.verdict() == expected.outcome()) {
      return new RuleResult(result.rule(), Verdict.KNOWN, expected.explanation(), result.tests());
    }
    if (result.verdict() == Verdict.PASS) {
      return new RuleResult(
          result.rule(),
          Verdict.STALE,
          "expected to " + expected.outcome() + ", but it holds: " + expected.explanation(),
          result.tests());
    }
    return result;
  }

  private static Expectations collect(String name, Implementation implementation, RuleBook book) {
    String file = name + ".toml";
    String text =
        shipped(name)
            .orElseThrow(() -> new ExpectationsException(file, "no such file is shipped", null));
    return collect(file, text, implementation, book);
  }

  private static Expectations collect(
      String file, String text, Implementation implementation, RuleBook book) {
    ExpectationFile parsed = ExpectationFile.parse(file, text, book);
    Map<String, Expectation> expected = new LinkedHashMap<>();
    for (String include : parsed.includes()) {
      expected.putAll(collect(include, implementation, book).byRule);
    }
    String version =
        parsed.versionsOf().equals("python")
            ? implementation.profile().version().toString()
            : implementation.version();
    parsed.entries().stream()
        .filter(entry -> entry.versions().contain(version))
        .forEach(entry -> expected.put(entry.expectation().rule(), entry.expectation()));
    return new Expectations(expected);
  }

  private static Optional<String> shipped(String name) {
    try (InputStream stream = Expectations.class.getResourceAsStream(SHIPPED + name + ".toml")) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
