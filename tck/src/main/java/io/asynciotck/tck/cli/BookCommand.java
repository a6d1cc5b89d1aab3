package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.book.BookSite;
import io.asynciotck.tck.book.Edition;
import io.asynciotck.tck.book.Proofs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code asyncio-tck book}. */
@Command(
    name = "book",
    mixinStandardHelpOptions = true,
    description = "Make the specification as a site that needs no network, and the rules as JSON.")
@SuppressWarnings("NullAway.Init") // Picocli sets what it injects.
final class BookCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Write the site here; begin with its index.html.")
  private Path out;

  @Option(
      names = "--address",
      paramLabel = "URL",
      description = "Where the site will be, for its citations. Default: what the build says.")
  private @Nullable String address;

  @Option(
      names = "--seen-on",
      paramLabel = "FILE",
      description =
          "On which loops each rule was seen to hold: what `matrix --evidence` has written."
              + " Default: what is shipped.")
  private @Nullable Path seenOn;

  @Option(
      names = "--reference",
      paramLabel = "DIR",
      description = "The sources of the reference, for the lines that make the rules true.")
  private @Nullable Path reference;

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description = "Which broken loops break each rule, as JSON: a list of texts for each rule.")
  private @Nullable Path faults;

  @Override
  public Integer call() {
    RuleBook book = RuleBook.standard();
    Proofs proofs = Proofs.shipped(book);
    if (seenOn != null) {
      proofs = proofs.withSeenOn(seenOn);
    }
    if (reference != null) {
      proofs = proofs.withReference(reference);
    }
    if (faults != null) {
      proofs = proofs.withFaults(faults);
    }
    Edition edition = Edition.shipped();
    try {
      Set<String> files =
          BookSite.write(out, book, proofs, address == null ? edition : edition.at(address));
      spec.commandLine()
          .getOut()
          .println(Plural.of(files.size(), "file") + ": " + out.resolve("index.html"));
    } catch (IOException unwritable) {
      throw OutputFolder.notWritten(out, unwritable);
    }
    return ExitStatus.CONFORMANT;
  }
}
