package io.asynciotck.tck.book;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import io.asynciotck.spec.Term;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Makes HTML of the Markdown of the pages, in which ids of rules are links to their rules. */
final class BookHtml {

  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .attributeProviderFactory(_ ->
              (node, _, attributes) -> {
                if (node instanceof Heading heading) {
                  attributes.put("id", anchor(text(heading)));
                }
              })
          .build();
  private static final Pattern CODE = Pattern.compile("<code>([^<]+)</code>");
  private static final Pattern PARAGRAPH = Pattern.compile("<p>(.*)</p>\\s*", Pattern.DOTALL);

  private static final Pattern PAGE_LINK = Pattern.compile("href=\"(?:[a-z./]*/)?([a-z-]+)\\.md");

  private final Map<String, String> pages = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final List<Term> terms;

  BookHtml(RuleBook book) {
    for (RulePage page : book.pages()) {
      files.put(page.name(), file(page));
      page.rules().forEach(rule -> pages.put(rule.id(), file(page)));
    }
    terms = book.terms();
  }

  /** The file of a page of rules. */
  static String file(RulePage page) {
    return page.chapter().isEmpty()
        ? page.name() + ".html"
        : page.chapter() + "-" + page.name() + ".html";
  }

  /** The anchor of a heading: its words, joined by hyphens. */
  static String anchor(String title) {
    String plain = Normalizer.normalize(title, Normalizer.Form.NFD);
    return plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-").replaceAll("^-|-$", "");
  }

  private static String text(Heading heading) {
    StringBuilder text = new StringBuilder();
    heading.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text node) {
            text.append(node.getLiteral());
          }

          @Override
          public void visit(Code node) {
            text.append(node.getLiteral());
          }
        });
    return text.toString();
  }

  /** The link to a rule. */
  String linkTo(String rule) {
    return "<a href=\"" + address(rule) + "\"><code>" + escape(rule) + "</code></a>";
  }

  /** The links to some rules, with commas between them. */
  String linksTo(List<String> rules) {
    return rules.stream().map(this::linkTo).collect(Collectors.joining(", "));
  }

  /** Where a rule stands. */
  String address(String rule) {
    return pages.getOrDefault(rule, "rules.html") + "#" + rule;
  }

  /** Markdown of one paragraph, without the paragraph. */
  String line(String markdown) {
    String html = block(markdown);
    Matcher paragraph = PARAGRAPH.matcher(html);
    return paragraph.matches() ? paragraph.group(1) : html;
  }

  /** Markdown of several paragraphs. */
  String block(String markdown) {
    String html =
        PAGE_LINK
            .matcher(RENDERER.render(PARSER.parse(markdown)))
            .replaceAll(
                link -> "href=\"" + files.getOrDefault(link.group(1), link.group(1) + ".html"));
    return CODE.matcher(html)
        .replaceAll(code -> Matcher.quoteReplacement(code(code.group(1), code.group())));
  }

  private String code(String text, String html) {
    return pages.containsKey(text) ? linkTo(text) : html;
  }

  /** The terms that a sentence uses, in the order of the glossary. */
  List<String> termsOf(RuleText rule) {
    String sentence = " " + rule.sentence().replaceAll("`[^`]*`", "`") + " ";
    return terms.stream()
        .map(Term::name)
        .filter(term ->
            Pattern.compile("(?i)\\b" + Pattern.quote(term) + "(?:s|es|ed|d|led)?\\b")
                .matcher(sentence)
                .find())
        .toList();
  }

  /** Plain text. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
