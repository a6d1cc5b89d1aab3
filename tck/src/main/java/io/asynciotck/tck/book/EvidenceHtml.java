package io.asynciotck.tck.book;

import io.asynciotck.spec.DocsCitation;
import io.asynciotck.spec.DocsPlace;
import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.Inference;
import io.asynciotck.spec.IssueCitation;
import io.asynciotck.spec.PepCitation;
import io.asynciotck.spec.PythonVersion;
import io.asynciotck.spec.Remark;
import io.asynciotck.spec.RuleText;
import io.asynciotck.spec.SourceCitation;
import io.asynciotck.spec.VersionRange;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The sources of a rule as HTML, each with a link to where it can be looked up. */
final class EvidenceHtml {

  /**
   * A source.
   *
   * @param kind what kind of source it is, for people
   * @param html what it says
   */
  record Line(String kind, String html) {}

  private final BookHtml html;
  private final PythonVersion newest;

  private EvidenceHtml(BookHtml html, PythonVersion newest) {
    this.html = html;
    this.newest = newest;
  }

  /** The sources of a rule, linked to the newest version in which it holds. */
  static List<Line> of(RuleText rule, BookHtml html) {
    EvidenceHtml lines = new EvidenceHtml(html, rule.newestVersion());
    return rule.evidence().stream().map(lines::line).toList();
  }

  private Line line(Evidence piece) {
    return switch (piece) {
      case DocsCitation docs -> new Line("Documentation", docs(docs));
      case PepCitation pep ->
          new Line(
              "PEP " + pep.number(),
              quote(pep.quotation())
                  + " "
                  + link(pep, BookHtml.escape(pep.anchor().replace('-', ' ')))
                  + remark(pep.remark()));
      case Inference inference -> new Line("Follows from", inference(inference));
      case SourceCitation source -> new Line("CPython", source(source));
      case IssueCitation issue ->
          new Line(
              "Seen",
              link(issue, BookHtml.escape(issue.repository() + "#" + issue.number()))
                  + ": "
                  + html.line(issue.seen()));
      case Remark remark -> new Line(remark.kind().key(), html.line(remark.text()));
    };
  }

  private String docs(DocsCitation docs) {
    return quote(docs.quotation())
        + " "
        + link(docs, name(docs.place()))
        + versions(docs.versions())
        + remark(docs.remark());
  }

  private String inference(Inference inference) {
    List<String> premises = new ArrayList<>();
    for (DocsPlace place : inference.places()) {
      premises.add(link(place.link(newest), name(place)));
    }
    inference.rules().forEach(rule -> premises.add(html.linkTo(rule)));
    return String.join(", ", premises)
        + versions(inference.versions())
        + remark(inference.reason());
  }

  private String source(SourceCitation source) {
    return source.names().stream()
            .map(name -> "<code>" + BookHtml.escape(name) + "</code>")
            .collect(Collectors.joining(", "))
        + " in "
        + link(source, BookHtml.escape(source.version() + " " + source.file()))
        + remark(source.remark());
  }

  private static String name(DocsPlace place) {
    return BookHtml.escape(place.page() + ", " + place.anchor().replaceFirst("^asyncio\\.", ""));
  }

  private static String quote(String quotation) {
    return "<q>" + BookHtml.escape(quotation) + "</q>";
  }

  private static String versions(VersionRange range) {
    return range.equals(VersionRange.ALL)
        ? ""
        : " <span class=\"dim\">(" + BookHtml.escape(range.toString()) + ")</span>";
  }

  private String remark(String remark) {
    return remark.isEmpty() ? "" : ": " + html.line(remark);
  }

  private String link(Evidence piece, String text) {
    return piece.link(newest).map(address -> link(address, text)).orElse(text);
  }

  private static String link(URI address, String text) {
    return "<a href=\"" + BookHtml.escape(address.toString()) + "\">" + text + "</a>";
  }
}
