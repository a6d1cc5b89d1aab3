package io.asynciotck.tck.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * The mutants that are known to survive, each with the reason, and the classes and methods that no
 * mutant is made of.
 */
final class Survivors {

  /** Why a mutant survives. */
  enum Reason {
    /** It changes a text for people. */
    TEXT,
    /** It does what the reference does. */
    EQUIVALENT,
    /** It is slower, or needs more memory, and no more. */
    PERFORMANCE,
    /** It lets go of a resource later. */
    RESOURCES,
    /** No document says anything of it. */
    OUTSIDE,
    /** A rule ought to see it. */
    HOLE
  }

  /** An entry: the reason in a word and in a sentence. */
  record Entry(Reason reason, String why) {}

  private final Map<Place, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  /** Reads the file. */
  static Survivors read(Path file) throws IOException {
    Survivors survivors = new Survivors();
    JsonNode toml = new TomlMapper().readTree(Files.readString(file));
    toml.path("left-out").forEachEntry((name, why) -> survivors.leftOut.put(name, why.asString()));
    for (JsonNode entry : toml.path("survivor")) {
      survivors.add(file, entry);
    }
    return survivors;
  }

  private void add(Path file, JsonNode entry) {
    Place place = Place.parse(entry.path("mutant").asString());
    Reason reason = Reason.valueOf(entry.path("reason").asString().toUpperCase(Locale.ROOT));
    Entry known = entries.put(place, new Entry(reason, entry.path("why").asString()));
    if (known != null) {
      throw new IllegalArgumentException(file + ": `" + place + "` has two entries");
    }
  }

  /** Whether mutants of this place are made. */
  boolean isLeftOut(Place place) {
    return leftOut.containsKey(place.outermost())
        || leftOut.containsKey(place.type())
        || leftOut.containsKey(place.type() + "." + place.method())
        || leftOut.containsKey("*." + place.method());
  }

  Optional<Entry> of(Place place) {
    return Optional.ofNullable(entries.get(place));
  }

  /** Returns the places of the file. */
  Set<Place> places() {
    return Collections.unmodifiableSet(entries.keySet());
  }
}
