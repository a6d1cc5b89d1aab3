package io.asynciotck.tck.results;

/** The version of the kit, as its jar says. */
public final class KitVersion {

  private KitVersion() {}

  /** Returns name and version: {@code asyncio-tck 0.1.0}. */
  public static String text() {
    String built = KitVersion.class.getPackage().getImplementationVersion();
    return "asyncio-tck " + (built == null ? "(not packaged)" : built);
  }
}
