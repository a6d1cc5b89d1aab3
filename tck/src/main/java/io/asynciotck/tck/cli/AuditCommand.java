package io.asynciotck.tck.cli;

import io.asynciotck.spec.DocsCoverage;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.PythonVersion;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.book.CoverageFiles;
import io.asynciotck.tck.book.CoverageRenewal;
import io.asynciotck.tck.book.DocsLibrary;
import io.asynciotck.tck.book.Finding;
import io.asynciotck.tck.book.QuotationAudit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck audit}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Look up what the rules quote, in the documentation of each version in which they hold.",
      "The exit status is 1 if a quotation, an anchor or a page is not there, or if nothing is",
      "quoted for a version in which a rule holds; or if what became of the documentation's",
      "sentences is no longer what the specification says of them."
    })
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class AuditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--docs",
      paramLabel = "DIR",
      required = true,
      description =
          "The documentation as text: a folder for each version, as 3.13, with a file for each"
              + " page, as asyncio-task.txt, in which headings and signatures have their anchors in"
              + " front, as [#asyncio.sleep]. PEPs may be in peps/, as pep-3156.rst.")
  private Path docs;

  @Option(
      names = "--doubts",
      description = "Show also what was not found where the documentation is incomplete.")
  private boolean doubts;

  @Option(
      names = "--renew",
      paramLabel = "DIR",
      description =
          "Write what became of each sentence of the newest documentation into the files of this"
              + " folder: which rules quote it now. What a person has said of a sentence stays. In"
              + " the project the folder is spec/src/main/resources/io/asynciotck/spec/coverage.")
  private @Nullable Path coverage;

  @Override
  public Integer call() {
    DocsLibrary library = DocsLibrary.open(docs);
    RuleBook book = RuleBook.standard();
    QuotationAudit audit = QuotationAudit.of(book, library);
    PrintWriter console = spec.commandLine().getOut();
    audit.findings().forEach(console::println);
    if (doubts) {
      audit.doubts().forEach(doubt -> console.println("doubtful: " + doubt));
    }
    List<String> sentences =
        coverage == null
            ? findings(DocsCoverage.standard(), book, library)
            : renewed(coverage, book, library, console);
    sentences.forEach(console::println);
    summary(console, library, audit);
    if (!sentences.isEmpty()) {
      console.println(Plural.of(sentences.size(), "finding") + " in what is said of the sentences");
    }
    return audit.findings().isEmpty() && sentences.isEmpty()
        ? ExitStatus.CONFORMANT
        : ExitStatus.NOT_CONFORMANT;
  }

  private static List<String> findings(DocsCoverage known, RuleBook book, DocsLibrary library) {
    return CoverageRenewal.of(known, book, library)
        .map(CoverageRenewal::findings)
        .orElse(List.of());
  }

  /** Writes the files, tells what has changed, and returns what only a person can put right. */
  private static List<String> renewed(
      Path folder, RuleBook book, DocsLibrary library, PrintWriter console) {
    CoverageRenewal renewal =
        CoverageRenewal.of(CoverageFiles.read(folder), book, library)
            .orElseThrow(() -> library.lacks(Profile.newest().version()));
    CoverageFiles.write(folder, renewal.pages());
    DocsCoverage now = new DocsCoverage(renewal.pages());
    List<String> left = findings(now, book, library);
    renewal.findings().stream().filter(change -> !left.contains(change)).forEach(console::println);
    return left.isEmpty() ? now.problems(book) : left;
  }

  private static void summary(PrintWriter console, DocsLibrary library, QuotationAudit audit) {
    List<Finding> findings = audit.findings();
    console.println((findings.isEmpty() ? "" : "\n") + summaryLine(library, audit));
    if (!audit.notLookedUp().isEmpty()) {
      console.println(
          "Not there to be looked up: "
              + audit.notLookedUp().stream().sorted().collect(Collectors.joining(", ")));
    }
    if (!audit.doubts().isEmpty()) {
      console.println(
          Plural.of(audit.doubts().size(), "quotation")
              + " not found where the documentation is incomplete, which shows nothing");
    }
    if (!audit.inferred().isEmpty()) {
      console.println(
          Plural.of(audit.inferred().size(), "rule")
              + " inferred, without a quotation: "
              + audit.inferred().stream().map(RuleText::id).collect(Collectors.joining(", ")));
    }
  }

  private static String summaryLine(DocsLibrary library, QuotationAudit audit) {
    return Plural.of(audit.lookedUp(), "quotation")
        + " looked up in "
        + library.versions().stream().map(PythonVersion::toString).collect(Collectors.joining(", "))
        + ": "
        + Plural.of(audit.findings().size(), "finding");
  }
}
