package io.asynciotck.tck.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of survivors, and what it is good for. */
final class SurvivorsTest {
  private static final Path COMMITTED = Path.of("mutation", "survivors.toml");
  private static final Path REFERENCE = Path.of("..", "reference-impl");
  private static final String PLACE = "LoopHandle.run · NegateConditionals · if (work == null) {";

  private static final boolean RENEW = "renew".equals(System.getProperty("mutation.survivors"));

  @TempDir private Path folder;

  @Test
  void everyListedSurvivorIsAMutantThatCanBeMade() throws IOException {
    List<Place> places = mutants().stream().map(Mutants.Mutant::place).toList();
    assertThat(places).doesNotHaveDuplicates().hasSizeGreaterThan(1000);
    Renewal renewal = new Renewal(Survivors.read(COMMITTED).places(), places);
    if (RENEW) {
      Files.writeString(COMMITTED, renewal.applied(Files.readString(COMMITTED)));
      renewal = new Renewal(Survivors.read(COMMITTED).places(), places);
    }
    assertThat(renewal.complaints())
        .as(
            "entries of %s without a mutant; -Dmutation.survivors=renew follows those that are"
                + " now another one",
            COMMITTED)
        .isEmpty();
  }

  @Test
  void aNameIsReadAsItIsWritten() {
    mutants().stream()
        .map(Mutants.Mutant::place)
        .forEach(place -> assertThat(Place.parse(place.toString())).isEqualTo(place));
  }

  private static List<Mutants.Mutant> mutants() {
    return new Mutants(REFERENCE.resolve("target/classes"), REFERENCE.resolve("src/main/java"))
        .all();
  }

  @Test
  void aMutantIsListedOnce() throws IOException {
    String entry = "[[survivor]]\nmutant = \"" + PLACE + "\"\nreason = \"text\"\nwhy = \"so\"\n";
    Path list = Files.writeString(folder.resolve("list.toml"), entry + entry);
    assertThatThrownBy(() -> Survivors.read(list)).hasMessageContaining("has two entries");
  }

  @Test
  void aNewSurvivorIsAComplaint() throws IOException {
    Path list = Files.writeString(folder.resolve("list.toml"), "[left-out]\n");
    MutationReport report = new MutationReport(Survivors.read(list));
    Mutants.Mutant mutant = mutants().getFirst();
    report.add(mutant, new Trial(mutant.number(), Trial.End.SURVIVED, List.of()));
    assertThat(report.complaints())
        .anySatisfy(complaint -> assertThat(complaint).startsWith("A new survivor"));
  }
}
