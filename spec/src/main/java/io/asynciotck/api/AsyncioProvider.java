package io.asynciotck.api;

import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An implementation, as the kit finds it: by {@link java.util.ServiceLoader}.
 *
 * <p>A provider has a public constructor without parameters. Its methods may be called in any
 * thread.
 */
public interface AsyncioProvider {

  /**
   * The name by which users choose the implementation: lower-case words with hyphens.
   *
   * @return the name
   */
  String name();

  /**
   * The version of the implementation.
   *
   * @return the version
   */
  String version();

  /**
   * The version of Python whose asyncio is implemented.
   *
   * @return the profile
   */
  Profile profile();

  /**
   * The conformance classes that the implementation claims; what it claims is tested in full.
   *
   * @return the classes
   */
  Set<ConformanceClass> classes();

  /**
   * Why classes are not claimed that one might look for.
   *
   * @return for each of them the reason, in a few words
   */
  default Map<ConformanceClass, String> notClaimed() {
    return Map.of();
  }

  /**
   * What the implementation is not meant to do inside of the classes that it claims. Rules that
   * need it are then not claimed where they fail.
   *
   * @return the reason, in a few words and with a link if there is one, by the word that the
   *     specification has for it in its list of gaps, as {@code threads} or {@code idle}
   */
  default Map<String, String> doesNot() {
    return Map.of();
  }

  /**
   * What the implementation offers to those who test it.
   *
   * @return the capabilities
   */
  Set<Capability> capabilities();

  /**
   * How much before its deadline a timer may fire by the real clock.
   *
   * @return the resolution of the real clock
   */
  Duration clockResolution();

  /**
   * The module, by the real clock.
   *
   * @return a module that shares nothing with any other
   */
  Asyncio asyncio();

  /**
   * The module, with a clock that the caller supplies.
   *
   * @param clock the clock for every loop that the module makes
   * @return a module that shares nothing with any other
   * @throws UnsupportedOperationException if {@link Capability#VIRTUAL_TIME} is not among the
   *     capabilities
   */
  default Asyncio asyncio(LoopClock clock) {
    throw new UnsupportedOperationException(name() + " takes no clock");
  }

  /**
   * The module, by the real clock, as it is in a process with some environment variables.
   *
   * @param environment variables such as {@code PYTHONASYNCIODEBUG}, with their values
   * @return a module that shares nothing with any other
   * @throws UnsupportedOperationException if {@link Capability#ENVIRONMENT} is not among the
   *     capabilities
   */
  default Asyncio asyncio(Map<String, String> environment) {
    throw new UnsupportedOperationException(name() + " takes no environment");
  }

  /**
   * The sockets that the loops of this implementation work with.
   *
   * @return what makes them; empty if no class is claimed that is about input and output
   */
  default Optional<Sockets> sockets() {
    return Optional.empty();
  }

  /**
   * The buffers and files that the loops of this implementation work with.
   *
   * @return what makes them; empty if no class is claimed that is about input and output
   */
  default Optional<Builtins> builtins() {
    return Optional.empty();
  }

  /**
   * The pipes that the loops of this implementation work with.
   *
   * @return what makes them; empty if the class {@code pipes} is not claimed
   */
  default Optional<OperatingSystem> operatingSystem() {
    return Optional.empty();
  }

  /**
   * The context variables of a module that {@link #asyncio} has made.
   *
   * @param asyncio the module
   * @return what makes them; empty if the class {@code context} is not claimed
   */
  default Optional<ContextVars> contextVars(Asyncio asyncio) {
    return Optional.empty();
  }

  /**
   * The asynchronous generators of a module that {@link #asyncio} has made.
   *
   * @param asyncio the module
   * @return what makes them; empty if the class {@code async-generators} is not claimed
   */
  default Optional<AsyncGenerators> asyncGenerators(Asyncio asyncio) {
    return Optional.empty();
  }

  /**
   * How many calls of deprecated functions a program has made, each of which is a {@code
   * DeprecationWarning} in Python. Java has no such warnings at run time.
   *
   * @param asyncio the module, which {@link #asyncio} has made
   * @return their number since the module was made; empty if nobody counts them
   */
  default OptionalLong deprecatedCalls(Asyncio asyncio) {
    return OptionalLong.empty();
  }

  /**
   * A look into the loops of this implementation.
   *
   * @return the introspection, if {@link Capability#INTROSPECTION} is among the capabilities
   */
  default Optional<LoopIntrospection> introspection() {
    return Optional.empty();
  }
}
