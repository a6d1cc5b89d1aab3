package io.asynciotck.tck.implementations;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.results.Judge;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.Verdict;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known to fail on one implementation in one version. */
public final class Expectations implements Judge {
  private static final String SUFFIX = ExpectationFile.SUFFIX;

  /** Whose faults others have with what they have of it. */
  private static final String CPYTHON = "cpython";

  private final Map<String, Expectation> byRule;
  private final Map<String, Fault> ofAsyncio;

  /**
   * A fault of asyncio's own loop of this version.
   *
   * @param isInherited whether the loop has the code that is wrong
   */
  private record Fault(Expectation expectation, boolean isInherited) {
    boolean isBehind(RuleResult result) {
      return (isInherited && result.failsBy(expectation.outcome()))
          || (result.verdict().isFailure() && result.isOfAsyncioToo());
    }
  }

  private Expectations(Map<String, Expectation> byRule) {
    this(byRule, Map.of());
  }

  private Expectations(Map<String, Expectation> byRule, Map<String, Fault> ofAsyncio) {
    this.byRule = Map.copyOf(byRule);
    this.ofAsyncio = Map.copyOf(ofAsyncio);
  }

  /** Expects nothing to fail. */
  public static Expectations none() {
    return new Expectations(Map.of());
  }

  /**
   * What is shipped for an implementation, and the faults that it has from CPython, with the code
   * that it inherits.
   */
  public static Expectations shippedFor(Implementation implementation, RuleBook book) {
    return shippedIn(implementation.expectationsName(), implementation, book);
  }

  /**
   * What the file of this name says of an implementation, nothing if it is not shipped, and the
   * faults that the implementation has from CPython.
   */
  public static Expectations shippedIn(String name, Implementation implementation, RuleBook book) {
    Expectations own =
        ExpectationFile.shipped(name)
            .map(text -> collect(List.of(name + SUFFIX), text, implementation, book))
            .orElseGet(Expectations::none);
    return withInherited(own, implementation, book);
  }

  /**
   * What a file says of an implementation.
   *
   * @throws ImplementationFileException if it cannot be read, or says something wrong
   */
  public static Expectations read(Path file, Implementation implementation, RuleBook book) {
    return withInherited(
        collect(List.of(file.toString()), text(file), implementation, book), implementation, book);
  }

  private static Expectations withInherited(
      Expectations own, Implementation implementation, RuleBook book) {
    String version = implementation.profile().version().toString();
    Map<String, Fault> faults = new LinkedHashMap<>();
    ExpectationFile.shipped(CPYTHON)
        .map(text -> ExpectationFile.parse(CPYTHON + SUFFIX, text, book))
        .ifPresent(file ->
            file.holdingFor(CPYTHON + SUFFIX, version).values().stream()
                .filter(entry -> !entry.of().isEmpty())
                .filter(entry -> !own.byRule.containsKey(entry.expectation().rule()))
                .forEach(entry ->
                    faults.put(
                        entry.expectation().rule(),
                        new Fault(
                            entry.expectation(),
                            implementation.inherits().containsAll(entry.of())))));
    return new Expectations(own.byRule, faults);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      String reason =
          switch (unreadable) {
            case NoSuchFileException absent -> "there is no such file";
            case CharacterCodingException other -> "it is not UTF-8";
            case AccessDeniedException denied -> "access denied";
            default -> Files.isDirectory(file) ? "it is a folder" : unreadable.toString();
          };
      throw new ImplementationFileException(
          file.toString(), "cannot be read: " + reason, unreadable);
    }
  }

  /** What is expected of a rule, if a failure is. */
  public Optional<Expectation> of(String rule) {
    return Optional.ofNullable(byRule.get(rule));
  }

  /**
   * Judges a failure that is expected as known, and a rule that holds against expectation as stale.
   */
  @Override
  public RuleResult judge(RuleResult result) {
    return of(result.id())
        .map(expected -> judge(result, expected))
        .orElseGet(() -> judgeInherited(result));
  }

  @Override
  public boolean isSuspect(String rule) {
    return byRule.containsKey(rule) || ofAsyncio.containsKey(rule);
  }

  /**
   * A fault of CPython's is known where it shows, in code that the loop inherits, or calls, so that
   * the same program does the same on asyncio's own loop, whatever that is; that it does not show
   * is nobody's concern.
   */
  private RuleResult judgeInherited(RuleResult result) {
    Fault fault = ofAsyncio.get(result.id());
    return fault != null && fault.isBehind(result)
        ? result.judged(Verdict.KNOWN, "CPython's: " + fault.expectation().explanation())
        : result;
  }

  private static RuleResult judge(RuleResult result, Expectation expected) {
    if (result.failsBy(expected.outcome())) {
      return result.judged(Verdict.KNOWN, expected.explanation());
    }
    if (result.verdict() == Verdict.PASS && expected.isSeen()) {
      return result.judged(
          Verdict.STALE,
          "expected to " + expected.outcome() + ", but it holds: " + expected.explanation());
    }
    return result.verdict().isFailure() ? otherwise(result, expected) : result;
  }

  /** A rule that fails otherwise than expected fails. */
  private static RuleResult otherwise(RuleResult result, Expectation expected) {
    return result.judged(
        result.verdict(),
        "expected to %s, not to %s: %s"
            .formatted(expected.outcome(), result.verdict(), expected.explanation()));
  }

  /** What a file says, on top of what the files that it includes say. */
  private static Expectations collect(
      List<String> path, String text, Implementation implementation, RuleBook book) {
    String file = path.getLast();
    ExpectationFile parsed = ExpectationFile.parse(file, text, book);
    Map<String, Expectation> expected = new LinkedHashMap<>();
    for (String include : parsed.includes()) {
      expected.putAll(included(path, include, implementation, book).byRule);
    }
    String version =
        parsed.versionsOf().equals("python")
            ? implementation.profile().version().toString()
            : implementation.version();
    parsed
        .holdingFor(file, version)
        .forEach((rule, entry) -> expected.put(rule, entry.expectation()));
    return new Expectations(expected);
  }

  private static Expectations included(
      List<String> path, String name, Implementation implementation, RuleBook book) {
    List<String> longer = Stream.concat(path.stream(), Stream.of(name + SUFFIX)).toList();
    if (path.contains(name + SUFFIX)) {
      throw new ImplementationFileException(
          path.getFirst(), "includes go round in a circle: " + String.join(", ", longer), null);
    }
    String text =
        ExpectationFile.shipped(name)
            .orElseThrow(() ->
                new ImplementationFileException(
                    path.getLast(), "includes `" + name + "`, but no such file is shipped", null));
    return collect(longer, text, implementation, book);
  }
}
