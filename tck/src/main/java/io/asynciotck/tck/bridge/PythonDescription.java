package io.asynciotck.tck.bridge;

import io.asynciotck.api.Capability;
import io.asynciotck.tck.harness.Gap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an agent found in its interpreter, and in a loop that was really made. */
public final class PythonDescription {
  private final Map<String, @Nullable Object> found;
  private final Map<String, @Nullable Object> probed;

  /**
   * Takes the answers of an agent.
   *
   * @param found what it found without running anything
   * @param probed what came of running a loop; empty if that is not known
   */
  PythonDescription(Map<String, @Nullable Object> found, Map<String, @Nullable Object> probed) {
    this.found = found;
    this.probed = probed;
  }

  /** The same with what came of running a loop. */
  PythonDescription probed(Map<String, @Nullable Object> result) {
    return new PythonDescription(found, result);
  }

  /** What came of running a loop. */
  Map<String, @Nullable Object> probed() {
    return probed;
  }

  /** Returns the interpreter and its version, such as {@code CPython 3.13.0}. */
  public String python() {
    return text("python");
  }

  /** Returns the version of the language, such as {@code 3.13.0}. */
  public String pythonVersion() {
    return text("version");
  }

  /** Returns the class of the loop, with its module. */
  public String loop() {
    return text("loop");
  }

  /** Returns the package that the loop comes from, by the name under which it is installed. */
  public Optional<String> distribution() {
    return Optional.ofNullable((String) found.get("distribution"));
  }

  /** Returns the version of that package, if it says one. */
  public Optional<String> loopVersion() {
    return Optional.ofNullable((String) found.get("loop_version"));
  }

  /** Whether the loop is asyncio's own, made by asyncio's own factory, and nobody changed it. */
  public boolean isAsynciosOwn() {
    return is("own");
  }

  /** Returns what somebody has put into asyncio: names of its functions and classes. */
  public List<String> changed() {
    return texts("changed");
  }

  /** Returns the methods of the loop that are asyncio's own, so that their faults are asyncio's. */
  public Set<String> inherits() {
    return new TreeSet<>(texts("inherits"));
  }

  /** Returns how much before its deadline a timer may fire by the real clock. */
  public Duration clockResolution() {
    return Duration.ofNanos(new BigDecimal(text("resolution")).movePointRight(9).longValue());
  }

  /** Returns what is offered to tests. */
  public Set<Capability> capabilities() {
    Set<Capability> capabilities =
        EnumSet.of(Capability.LOGGING, Capability.ENVIRONMENT, Capability.OPERATING_SYSTEM);
    if (is("virtual_time")) {
      capabilities.add(Capability.VIRTUAL_TIME);
    }
    if (is("introspection")) {
      capabilities.add(Capability.INTROSPECTION);
    }
    return capabilities;
  }

  /**
   * Returns the documented members that are not there, and keywords that members do not take:
   * {@code loop.shutdown_default_executor}, {@code Task.cancel(msg)}.
   */
  public List<String> missing() {
    return texts("missing");
  }

  /** Returns what the author of an adapter says that the loop is not meant to do, by its word. */
  public Map<String, Gap> gaps() {
    Map<String, Gap> gaps = new TreeMap<>();
    if (found.get("gaps") instanceof Map<?, ?> given) {
      given.forEach((word, gap) -> {
        List<?> parts = (List<?>) gap;
        gaps.put(
            String.valueOf(word),
            new Gap(
                String.valueOf(parts.getFirst()),
                Optional.ofNullable(parts.get(1)).map(String::valueOf)));
      });
    }
    return gaps;
  }

  /** Returns where to report faults of the loop, if an adapter says so. */
  public Optional<String> issues() {
    return Optional.ofNullable((String) found.get("issues"));
  }

  /** Whether the module for sockets gives pairs of Unix sockets. */
  boolean hasUnixPairs() {
    return is("unix_pairs");
  }

  /** Whether loops live only inside of something that the adapter runs. */
  public boolean isHosted() {
    return is("hosted");
  }

  /**
   * Whether the time of the loop is known to stand still while a callback runs. Such a loop cannot
   * be shown what rests on a callback that takes long, unless its adapter can let time pass.
   */
  public boolean timeStandsStill() {
    return Boolean.FALSE.equals(probed.get("moves")) && !is("virtual_time");
  }

  /** Whether it is an {@code AbstractEventLoop}, as asyncio asks of what is set as a loop. */
  boolean isAbstractEventLoop() {
    return is("abstract");
  }

  /** Whether its code is compiled, and it was seen to run. */
  boolean mayBreakItsProcess() {
    return is("compiled") && probed.get("moves") != null;
  }

  /** Returns how the clock of an adapter breaks its promises, as a sentence. */
  Optional<String> brokenClock() {
    return Optional.ofNullable((String) probed.get("broken"));
  }

  private boolean is(String name) {
    return Boolean.TRUE.equals(found.get(name));
  }

  private String text(String name) {
    return String.valueOf(found.get(name));
  }

  private List<String> texts(String name) {
    return found.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
