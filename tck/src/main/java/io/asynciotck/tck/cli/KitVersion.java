package io.asynciotck.tck.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the kit, as its jar says. */
final class KitVersion implements IVersionProvider {

  /** Name and version: {@code asyncio-tck 0.1.0}. */
  static String text() {
    String built = KitVersion.class.getPackage().getImplementationVersion();
    return "asyncio-tck " + (built == null ? "(not packaged)" : built);
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
