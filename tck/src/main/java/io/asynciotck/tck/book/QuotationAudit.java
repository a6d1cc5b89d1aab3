package io.asynciotck.tck.book;

import io.asynciotck.spec.DocsCitation;
import io.asynciotck.spec.DocsPlace;
import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.Inference;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.PepCitation;
import io.asynciotck.spec.PythonVersion;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.spec.VersionRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what the rules quote, in the documentation of every version for which they quote it.
 *
 * <p>Where the documentation of a version is incomplete, a quotation that is not found there is
 * doubtful, and no more.
 */
public final class QuotationAudit {

  private final DocsLibrary library;
  private final List<PythonVersion> versions;
  private final List<Finding> findings = new ArrayList<>();
  private final List<RuleText> inferred = new ArrayList<>();
  private final Set<String> notLookedUp = new LinkedHashSet<>();
  private int lookedUp;

  private QuotationAudit(DocsLibrary library) {
    this.library = library;
    this.versions = library.versions();
  }

  /**
   * Looks up the sources of all rules.
   *
   * @param book the rules
   * @param library the documentation
   */
  public static QuotationAudit of(RuleBook book, DocsLibrary library) {
    QuotationAudit audit = new QuotationAudit(library);
    book.rules().forEach(audit::check);
    return audit;
  }

  private void check(RuleText rule) {
    for (Evidence piece : rule.evidence()) {
      switch (piece) {
        case DocsCitation docs ->
            lookUp(rule, docs.place(), docs.versions(), docs.quotation(), docs.line());
        case Inference inference ->
            inference
                .places()
                .forEach(
                    place -> lookUp(rule, place, inference.versions(), null, place.toString()));
        case PepCitation pep -> lookUp(rule, pep);
        default -> {}
      }
    }
    checkEachVersionIsQuoted(rule);
    if (rule.has(Evidence.Kind.INFERRED)
        && !rule.has(Evidence.Kind.DOCS)
        && !rule.has(Evidence.Kind.PEP)) {
      inferred.add(rule);
    }
  }

  private void lookUp(
      RuleText rule,
      DocsPlace place,
      VersionRange range,
      @Nullable String quotation,
      String subject) {
    lookedUp += quotation == null ? 0 : 1;
    Map<Finding.Problem, List<PythonVersion>> wrong = new EnumMap<>(Finding.Problem.class);
    List<PythonVersion> doubtful = new ArrayList<>();
    for (PythonVersion version : versions) {
      if (rule.range().contains(version) && range.contains(version)) {
        if (library.isWhole(version)) {
          problem(version, place, quotation)
              .ifPresent(
                  problem -> wrong.computeIfAbsent(problem, _ -> new ArrayList<>()).add(version));
        } else if (quotation != null && !isSomewhere(version, place, quotation)) {
          doubtful.add(version);
        }
      }
    }
    wrong.forEach(
        (problem, where) -> findings.add(new Finding(rule, problem, where, subject, true)));
    if (!doubtful.isEmpty()) {
      findings.add(new Finding(rule, Finding.Problem.NOT_FOUND, doubtful, subject, false));
    }
  }

  private Optional<Finding.Problem> problem(
      PythonVersion version, DocsPlace place, @Nullable String quotation) {
    Optional<DocsPage> page = library.page(version, place.page());
    if (page.isEmpty()) {
      return isOfAnotherManual(place) ? Optional.empty() : Optional.of(Finding.Problem.NO_PAGE);
    }
    Optional<PlainText> section = page.get().at(place.anchor());
    if (section.isEmpty()) {
      return Optional.of(Finding.Problem.NO_ANCHOR);
    }
    return quotation == null || section.get().has(quotation)
        ? Optional.empty()
        : Optional.of(Finding.Problem.NOT_FOUND);
  }

  private boolean isSomewhere(PythonVersion version, DocsPlace place, String quotation) {
    Optional<DocsPage> page = library.page(version, place.page());
    return page.isPresent() ? page.get().whole().has(quotation) : isOfAnotherManual(place);
  }

  /** The library of pages is that of asyncio; of another manual it may have some pages. */
  private boolean isOfAnotherManual(DocsPlace place) {
    boolean other = place.page().contains("/");
    if (other) {
      notLookedUp.add(place.page());
    }
    return other;
  }

  private void lookUp(RuleText rule, PepCitation pep) {
    Optional<DocsPage> page = library.pep(pep.number());
    if (page.isEmpty()) {
      notLookedUp.add("PEP " + pep.number());
      return;
    }
    lookedUp++;
    if (!page.get().whole().has(pep.quotation())) {
      findings.add(new Finding(rule, Finding.Problem.NOT_FOUND, List.of(), pep.line(), true));
    }
  }

  /** A PEP is of every version; for incomplete ones nothing can be asked. */
  private void checkEachVersionIsQuoted(RuleText rule) {
    if (rule.level() == Level.OBSERVED || rule.has(Evidence.Kind.PEP)) {
      return;
    }
    List<PythonVersion> bare =
        versions.stream()
            .filter(library::isWhole)
            .filter(rule.range()::contains)
            .filter(version -> !isQuoted(rule, version))
            .toList();
    if (!bare.isEmpty()) {
      findings.add(new Finding(rule, Finding.Problem.NO_QUOTATION, bare, "", true));
    }
  }

  private static boolean isQuoted(RuleText rule, PythonVersion version) {
    return rule.evidence(DocsCitation.class).stream()
            .anyMatch(docs -> docs.versions().contains(version))
        || rule.evidence(Inference.class).stream()
            .anyMatch(inference -> inference.versions().contains(version));
  }

  /** Returns what is wrong. */
  public List<Finding> findings() {
    return findings.stream().filter(Finding::certain).toList();
  }

  /** Returns what may be wrong: quotations not found where the documentation is incomplete. */
  public List<Finding> doubts() {
    return findings.stream().filter(finding -> !finding.certain()).toList();
  }

  /** Returns the rules that no quotation carries, but only what follows from some. */
  public List<RuleText> inferred() {
    return List.copyOf(inferred);
  }

  /** Returns how many quotations were looked up. */
  public int lookedUp() {
    return lookedUp;
  }

  /** Returns the sources that the library does not have. */
  public Set<String> notLookedUp() {
    return Set.copyOf(notLookedUp);
  }
}
