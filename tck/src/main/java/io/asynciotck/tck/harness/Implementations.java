package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncioProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The implementations that {@link ServiceLoader} finds in this JVM. One that is broken does not
 * stand in the way of the others.
 */
public final class Implementations {
  private final TreeMap<String, AsyncioProvider> providers = new TreeMap<>();
  private final Map<String, String> namesakes = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  private Implementations() {
    ServiceLoader.load(AsyncioProvider.class).stream().forEach(this::load);
  }

  private void load(ServiceLoader.Provider<AsyncioProvider> service) {
    try {
      AsyncioProvider provider = service.get();
      String name = ProviderCheck.name(provider);
      AsyncioProvider other = providers.putIfAbsent(name, provider);
      if (other != null) {
        namesakes.putIfAbsent(
            name, other.getClass().getName() + " and " + provider.getClass().getName());
      }
    } catch (ServiceConfigurationError failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      broken.add(service.type().getName() + " cannot be made: " + cause);
    } catch (LinkageError failure) {
      broken.add(service.type().getName() + " cannot be loaded: " + failure);
    } catch (ImplementationException failure) {
      broken.add(failure.getMessage());
    }
  }

  /**
   * Looks for them.
   *
   * @throws ImplementationException if what is registered cannot be read
   */
  public static Implementations find() {
    try {
      return new Implementations();
    } catch (ServiceConfigurationError failure) {
      throw new ImplementationException(
          "The registered implementations cannot be read: " + failure.getMessage(), failure);
    }
  }

  /**
   * The one with a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists what is known
   * @throws ImplementationException if it cannot be evaluated, if two have this name, or if there
   *     is none with this name but one that does not even say its name
   */
  public static Implementation named(String name) {
    Implementations found = find();
    String namesakes = found.namesakes.get(name);
    if (namesakes != null) {
      throw new ImplementationException(
          "Two implementations are called `" + name + "`: " + namesakes, null);
    }
    AsyncioProvider provider = found.providers.get(name);
    if (provider != null) {
      return new JvmImplementation(provider);
    }
    String known = "Unknown implementation `" + name + "`; known: " + found;
    if (found.broken.isEmpty()) {
      throw new IllegalArgumentException(known);
    }
    throw new ImplementationException(known + "; broken: " + String.join("; ", found.broken), null);
  }

  /**
   * The only one there is.
   *
   * @throws IllegalStateException if there is none, or more than one
   */
  static Implementation only() {
    Implementations found = find();
    if (found.providers.size() == 1) {
      return new JvmImplementation(found.providers.firstEntry().getValue());
    }
    throw new IllegalStateException(
        found.providers.isEmpty()
            ? "No implementation found: none is registered as a service of "
                + AsyncioProvider.class.getName()
            : "More than one implementation found; choose one of: " + found);
  }

  /** Whether there is one with a name, or one that is broken and may have it. */
  public boolean mayHave(String name) {
    return providers.containsKey(name) || !broken.isEmpty();
  }

  /** Those that cannot be chosen, each with the reason. */
  public List<String> broken() {
    return List.copyOf(broken);
  }

  /** The names of those that can be chosen. */
  @Override
  public String toString() {
    return providers.isEmpty() ? "none" : String.join(", ", providers.keySet());
  }
}
