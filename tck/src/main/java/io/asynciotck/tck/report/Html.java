package io.asynciotck.tck.report;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Makes HTML of text: whatever the text has of HTML is shown, not obeyed. */
final class Html {
  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
  private static final Pattern PARAGRAPH = Pattern.compile("<p>(.*)</p>\\s*", Pattern.DOTALL);
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'()]+");

  private Html() {}

  /** Markdown of one paragraph, without the paragraph. */
  static String ofMarkdown(String markdown) {
    String html = RENDERER.render(PARSER.parse(markdown));
    Matcher paragraph = PARAGRAPH.matcher(html);
    return paragraph.matches() ? paragraph.group(1) : html;
  }

  /** Plain text, in which addresses become links. */
  static String ofText(String text) {
    return ADDRESS.matcher(escape(text)).replaceAll("<a href=\"$0\">$0</a>");
  }

  /** A link with a plain text. */
  static String link(URI address, String text) {
    return "<a href=\"" + escape(address.toString()) + "\">" + escape(text) + "</a>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
