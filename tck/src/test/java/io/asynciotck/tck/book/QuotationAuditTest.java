package io.asynciotck.tck.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules quote is looked up. */
final class QuotationAuditTest {

  private static final String FIFO = "asyncio-eventloop#asyncio.loop.call_soon";
  private static final String ANCHORED =
      """
      [#event-loop] Event loop

      [#scheduling-callbacks] Scheduling callbacks

      [#asyncio.loop.call_soon] loop.call_soon(callback, *args)

          Callbacks are called in the order
          in which they’re “registered”. Each once.

          -   A list has items.

      [#asyncio.loop.stop] loop.stop()

          Stop the event loop.
      """;

  @TempDir private Path docs;

  @BeforeEach
  void thereAreThreeVersions() throws IOException {
    page("3.9", ANCHORED);
    page("3.11", ANCHORED.replace("Each once.", "Each exactly once."));
    page("3.10", "Event loop\n\nA thread-safe variant of :meth:`call_soon`, *exactly once*.\n");
  }

  private void page(String version, String text) throws IOException {
    Files.createDirectories(docs.resolve(version));
    Files.writeString(docs.resolve(version).resolve("asyncio-eventloop.txt"), text);
  }

  private QuotationAudit audit(String... evidence) {
    return auditAt("MUST", evidence);
  }

  private QuotationAudit auditAt(String level, String... evidence) {
    String lines = "> " + String.join("\n> ", evidence);
    RuleBook book =
        RuleBook.parse(
            "callbacks.md",
            """
            # Callbacks

            ## call_soon

            ### loop.call-soon.fifo
            %s · core · since 3.8
            Callbacks run in the order in which they were given.

            > Intent: work in pieces.
            %s
            """
                .formatted(level, lines));
    return QuotationAudit.of(book, DocsLibrary.open(docs));
  }

  private List<String> findings(String... evidence) {
    return audit(evidence).findings().stream().map(Finding::toString).toList();
  }

  @Test
  void whatStandsAtItsPlaceIsFoundWhateverItsTypography() {
    assertThat(findings("Docs: " + FIFO + " \"in the order in which they're \"registered\"\""))
        .isEmpty();
    assertThat(findings("Docs: " + FIFO + " \"Callbacks … registered\"")).isEmpty();
    assertThat(findings("Docs: " + FIFO + " \"A list has items\"")).isEmpty();
    assertThat(findings("Docs: asyncio-eventloop#scheduling-callbacks \"Stop the event loop\""))
        .isEmpty();
  }

  @Test
  void whatStandsElsewhereOrNowhereIsNot() {
    assertThat(findings("Docs: " + FIFO + " \"Stop the event loop\""))
        .containsExactly(
            "callbacks.md:5: loop.call-soon.fifo: the quotation is not at its place in 3.9, 3.11:"
                + " Docs: "
                + FIFO
                + " \"Stop the event loop\"");
    assertThat(findings("Docs: " + FIFO + " \"registered … Callbacks\"")).hasSize(1);
  }

  @Test
  void eachVersionOfTheRangeIsAsked() {
    assertThat(findings("Docs: " + FIFO + " \"exactly once\""))
        .singleElement()
        .asString()
        .contains("is not at its place in 3.9: ");
    assertThat(
            findings(
                "Docs: " + FIFO + " until 3.9 \"Each once\"",
                "Docs: " + FIFO + " since 3.10 \"exactly once\""))
        .isEmpty();
  }

  @Test
  void eachVersionOfTheRangeHasAQuotation() {
    assertThat(findings("Docs: " + FIFO + " since 3.11 \"exactly once\""))
        .containsExactly("callbacks.md:5: loop.call-soon.fifo: nothing is quoted in 3.9");
    assertThat(
            findings(
                "Docs: " + FIFO + " since 3.11 \"exactly once\"",
                "Inferred: until 3.10 from " + FIFO + ": it follows"))
        .isEmpty();
  }

  @Test
  void anchorsAndPagesAreThere() {
    assertThat(findings("Docs: asyncio-eventloop#asyncio.loop.start \"Callbacks\""))
        .singleElement()
        .asString()
        .contains(": the page has no such anchor in 3.9, 3.11: ");
    assertThat(findings("Docs: asyncio-loops#asyncio.loop.stop \"Stop\""))
        .singleElement()
        .asString()
        .contains(": there is no such page in 3.9, 3.11: ");
    assertThat(findings("Inferred: from asyncio-eventloop#asyncio.loop.start: it follows"))
        .containsExactly(
            "callbacks.md:5: loop.call-soon.fifo: the page has no such anchor in 3.9, 3.11:"
                + " asyncio-eventloop#asyncio.loop.start");
  }

  @Test
  void whereTheDocumentationIsIncompleteNothingIsShown() {
    QuotationAudit audit = audit("Docs: " + FIFO + " \"Callbacks are called\"");
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.doubts())
        .singleElement()
        .asString()
        .contains("the quotation is not at its place in 3.10: ");
    assertThat(audit("Docs: " + FIFO + " \"variant of call_soon()\"").doubts()).isEmpty();
  }

  @Test
  void aPepIsLookedUpIfItIsThere() throws IOException {
    String pep = "PEP: 3156#basic-callbacks \"``call_soon()`` keeps the order\"";
    assertThat(audit(pep).notLookedUp()).containsExactly("PEP 3156");
    assertThat(audit(pep).findings()).isEmpty();
    Files.createDirectories(docs.resolve("peps"));
    Path source = docs.resolve("peps/pep-3156.rst");
    Files.writeString(source, "Basic Callbacks\n'''''\n\n``call_soon()`` keeps\n  the order.\n");
    assertThat(audit(pep).notLookedUp()).isEmpty();
    assertThat(audit(pep).findings()).isEmpty();
    Files.writeString(source, "Basic Callbacks\n");
    assertThat(audit(pep).findings()).hasSize(1);
  }

  @Test
  void anotherManualIsLookedUpIfItIsThere() {
    QuotationAudit audit = audit("Docs: reference/datamodel#coroutine.send \"Starts\"");
    assertThat(audit.notLookedUp()).containsExactly("reference/datamodel");
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.doubts()).isEmpty();
  }

  @Test
  void whatIsOnlyInferredIsNamed() {
    assertThat(audit("Inferred: from " + FIFO + ": it follows").inferred())
        .extracting(RuleText::id)
        .containsExactly("loop.call-soon.fifo");
    assertThat(audit("Docs: " + FIFO + " \"Callbacks\"").inferred()).isEmpty();
  }

  @Test
  void whatWasOnlyObservedNeedsNoQuotation() {
    assertThat(auditAt("OBSERVED", "Source: CPython 3.13.0 Lib/asyncio/tasks.py `x`").findings())
        .isEmpty();
  }

  @Test
  void aFolderWithoutDocumentationIsNamed() {
    Path empty = docs.resolve("3.9");
    assertThatThrownBy(() -> DocsLibrary.open(empty))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(
            "There is no documentation in `"
                + empty
                + "`: it needs a folder for each version, as 3.13, with pages, as"
                + " asyncio-task.txt");
    Path missing = docs.resolve("missing");
    assertThatThrownBy(() -> DocsLibrary.open(missing))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("Cannot read the documentation in `" + missing + "`");
  }
}
