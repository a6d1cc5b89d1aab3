package io.asynciotck.tck.bridge;

import io.asynciotck.api.Capability;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent found in its interpreter.
 *
 * @param python the interpreter and its version, such as {@code CPython 3.13.0}
 * @param pythonVersion the version of the language, such as {@code 3.13.0}
 * @param loop the class of the loop, with its module
 * @param loopVersion the version of the package that the loop comes from, if it says one
 * @param clockResolution how much before its deadline a timer may fire by the real clock
 * @param capabilities what is offered to tests
 * @param missing members of the API that are not there, and keywords that members do not take:
 *     {@code EventLoop.shutdown_default_executor}, {@code Task.cancel(msg)}
 */
public record PythonDescription(
    String python,
    String pythonVersion,
    String loop,
    Optional<String> loopVersion,
    Duration clockResolution,
    Set<Capability> capabilities,
    Set<String> missing) {

  /** Keeps what was given. */
  public PythonDescription {
    capabilities = Set.copyOf(capabilities);
    missing = Set.copyOf(missing);
  }
}
