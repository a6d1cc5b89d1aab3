package io.asynciotck.tck.results;

import java.nio.file.Path;

/**
 * Results that were read from a folder.
 *
 * @param folder where they stand
 * @param result what they say
 */
public record SavedRun(Path folder, RunResult result) {}
