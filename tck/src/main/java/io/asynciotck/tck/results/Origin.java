package io.asynciotck.tck.results;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where results come from.
 *
 * @param kit name and version of the kit
 * @param date when the run began, to the second
 * @param system the operating system and the architecture
 * @param cores how many processors there were
 * @param jdk the Java that the kit ran on
 */
public record Origin(String kit, Instant date, String system, int cores, String jdk) {

  /** Returns the origin of a run that begins here and now. */
  public static Origin here() {
    return new Origin(
        KitVersion.text(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vendor") + " " + Runtime.version());
  }
}
