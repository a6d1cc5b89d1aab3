package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncioProvider;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The implementations that {@link ServiceLoader} finds in this JVM. */
public final class Implementations {

  private Implementations() {}

  /**
   * Returns all of them.
   *
   * @throws ImplementationException if one cannot be made
   */
  public static List<AsyncioProvider> all() {
    try {
      return ServiceLoader.load(AsyncioProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError broken) {
      String cause = broken.getCause() == null ? "" : ": " + broken.getCause();
      throw new ImplementationException(broken.getMessage() + cause, broken);
    }
  }

  /**
   * The one with a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists what is known
   */
  public static Implementation named(String name) {
    List<AsyncioProvider> all = all();
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .map(JvmImplementation::new)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Unknown implementation `" + name + "`; known: " + names(all)));
  }

  /**
   * The only one there is.
   *
   * @throws IllegalStateException if there is none, or more than one
   */
  static Implementation only() {
    List<AsyncioProvider> all = all();
    if (all.size() == 1) {
      return new JvmImplementation(all.getFirst());
    }
    throw new IllegalStateException(
        all.isEmpty()
            ? "No implementation found: none is registered as a service of "
                + AsyncioProvider.class.getName()
            : "More than one implementation found; choose one of: " + names(all));
  }

  private static String names(List<AsyncioProvider> all) {
    return all.isEmpty()
        ? "none"
        : all.stream().map(AsyncioProvider::name).sorted().collect(Collectors.joining(", "));
  }
}
