package io.asynciotck.tck.cli;

import io.asynciotck.tck.results.KitVersion;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {KitVersion.text()};
  }
}
