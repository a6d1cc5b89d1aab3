package io.asynciotck.tck.book;

import io.asynciotck.spec.DocsCitation;
import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.Inference;
import io.asynciotck.spec.PepCitation;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.spec.VersionRange;
import io.asynciotck.tck.run.TestCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The rules as data, of the form that {@code rules.schema.json} describes. */
final class RulesJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private RulesJson() {}

  static String of(RuleBook book, Proofs proofs, Edition edition, BookHtml html) {
    Map<String, Object> specification = new LinkedHashMap<>();
    specification.put("title", Edition.TITLE);
    specification.put("version", edition.version());
    put(specification, "date", edition.date());
    put(specification, "address", edition.address());
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "rules.schema.json");
    root.put("specification", specification);
    root.put("profiles", Profile.known().stream().map(Profile::name).toList());
    root.put(
        "rules",
        book.rules().stream().map(rule -> rule(rule, book, proofs, edition, html)).toList());
    return MAPPER.writeValueAsString(root) + "\n";
  }

  private static Map<String, Object> rule(
      RuleText rule, RuleBook book, Proofs proofs, Edition edition, BookHtml html) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", rule.id());
    entry.put("level", rule.level().label());
    entry.put("class", rule.conformanceClass().label());
    range(entry, rule.range());
    entry.put("sentence", rule.sentence());
    entry.put("intent", rule.intent());
    entry.put("page", html.address(rule.id()));
    entry.put("address", edition.addressOf(rule.id()));
    entry.put("evidence", rule.evidence().stream().map(piece -> evidence(piece, rule)).toList());
    entry.put("testable", book.isTestable(rule));
    entry.put("tests", proofs.testsOf(rule).stream().map(TestCase::name).toList());
    entry.put("reference", proofs.linesOf(rule));
    entry.put("faults", proofs.faultsOf(rule));
    entry.put("seenOn", proofs.seenOn(rule));
    return entry;
  }

  private static Map<String, Object> evidence(Evidence piece, RuleText rule) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("kind", piece.kind().key());
    entry.put("text", piece.text());
    switch (piece) {
      case DocsCitation docs -> {
        entry.put("place", docs.place().toString());
        range(entry, docs.versions());
        entry.put("quotation", docs.quotation());
      }
      case PepCitation pep -> entry.put("quotation", pep.quotation());
      case Inference inference -> {
        range(entry, inference.versions());
        entry.put("places", inference.places().stream().map(Objects::toString).toList());
        entry.put("rules", List.copyOf(inference.rules()));
      }
      default -> {}
    }
    piece.link(rule.newestVersion()).ifPresent(link -> entry.put("link", link.toString()));
    return entry;
  }

  private static void range(Map<String, Object> entry, VersionRange range) {
    if (range.since() != null) {
      entry.put("since", range.since().toString());
    }
    if (range.until() != null) {
      entry.put("until", range.until().toString());
    }
  }

  private static void put(Map<String, Object> entry, String name, String value) {
    if (!value.isEmpty()) {
      entry.put(name, value);
    }
  }
}
