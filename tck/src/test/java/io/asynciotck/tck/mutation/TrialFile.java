package io.asynciotck.tck.mutation;

import io.asynciotck.tck.mutation.Mutants.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trials by the places of their mutants, so that a run can be made in several parts: a line for
 * each, with tabs between place, end and rules.
 */
final class TrialFile {
  private final @Nullable Path file;
  private final Map<String, String[]> made = new HashMap<>();

  private TrialFile(@Nullable Path file) {
    this.file = file;
  }

  /** Reads a file, if there is one. */
  static TrialFile of(@Nullable Path file) throws IOException {
    TrialFile trials = new TrialFile(file);
    if (file != null && Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t", -1);
        trials.made.put(parts[0], parts);
      }
    }
    return trials;
  }

  Optional<Trial> of(Mutant mutant) {
    return Optional.ofNullable(made.get(mutant.place().toString()))
        .map(parts ->
            new Trial(
                mutant.number(),
                Trial.End.valueOf(parts[1]),
                parts[2].isEmpty() ? List.of() : List.of(parts[2].split(" ", -1))));
  }

  synchronized void add(Mutant mutant, Trial trial) throws IOException {
    if (file != null) {
      String line =
          String.join(
              "\t", mutant.place().toString(), trial.end().name(), String.join(" ", trial.rules()));
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
