package io.asynciotck.tck.bridge;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Capability;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.harness.Conditions;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An asyncio loop of a Python, in a process of its own. The process is started when it is first
 * needed, kept from test to test, and replaced when a test has brought it down.
 *
 * <p>One test at a time: {@link #open} begins one and ends what was left of the one before.
 */
public final class PythonImplementation implements Implementation {
  private final PythonOptions options;
  private final byte[] script;
  private @Nullable Agent agent;
  private volatile @Nullable PythonDescription description;
  private final TestRecorder tests;
  private CallRecorder recorder;
  private boolean virtualTime = true;

  private PythonImplementation(PythonOptions options, byte[] script, TestRecorder tests) {
    this.options = options;
    this.script = script;
    this.tests = tests;
    this.recorder = tests.calls();
  }

  /**
   * Starts the agent.
   *
   * @throws AgentDiedError if it does not start; the message has what it wrote
   * @throws AgentProtocolError if it does not speak the protocol
   */
  public static PythonImplementation open(PythonOptions options) {
    return open(options, TestRecorder.NONE);
  }

  /** The same with a recorder, which hears all that is said and shows what failed. */
  public static PythonImplementation open(PythonOptions options, TestRecorder tests) {
    return started(new PythonImplementation(options, ownScript(), tests));
  }

  /** The same with another agent. */
  static PythonImplementation open(PythonOptions options, byte[] script) {
    return started(new PythonImplementation(options, script, TestRecorder.NONE));
  }

  private static PythonImplementation started(PythonImplementation implementation) {
    implementation.running();
    return implementation;
  }

  /** Returns what the agent found in its interpreter. */
  public PythonDescription description() {
    return Objects.requireNonNull(description);
  }

  /** Gives tests real time, even if they could have virtual time. */
  public synchronized void useRealTime() {
    virtualTime = false;
  }

  /** Lets a recorder hear all that is said to the agent from now on. */
  public synchronized void recordTo(CallRecorder next) {
    recorder = next;
    running().recordTo(next);
  }

  @Override
  public synchronized Session open(Conditions conditions) {
    Agent running = running();
    boolean virtual =
        virtualTime && !conditions.realClock() && capabilities().contains(Capability.VIRTUAL_TIME);
    return new PythonSession(this, running, description(), virtual, conditions.otherThreads());
  }

  /**
   * Begins a test in the current thread, which the agent's main thread serves from now on.
   *
   * @param virtual whether its loops run by a virtual clock
   * @return a fresh module; objects of earlier ones are no more
   * @throws UnsupportedOperationException if virtual time is asked for and cannot be had
   */
  public synchronized Asyncio module(boolean virtual) {
    Agent running = running();
    if (virtual && !capabilities().contains(Capability.VIRTUAL_TIME)) {
      throw new UnsupportedOperationException(name() + " takes no clock");
    }
    return new PythonSession(this, running, description(), virtual, false).asyncio();
  }

  /**
   * Ends a test: closes its loops, forgets its objects, runs the {@code finally} blocks of
   * coroutines that are still suspended. An agent in which a thread is still busy is ended.
   */
  public synchronized void reset() {
    if (agent != null) {
      closed(agent);
    }
  }

  /** Ends the process at once. The next test starts a new one. */
  public void kill() {
    Agent running = agent;
    if (running != null) {
      running.kill();
    }
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    Agent running = agent;
    return running != null && running.isAlive();
  }

  /** Returns what the process has written. */
  public String output() {
    Agent running = agent;
    return running == null ? "" : running.process().output();
  }

  /** Returns the stacks of the threads of the process, which may end it. */
  public String stacks(Duration limit) {
    Agent running = agent;
    return running == null ? "" : running.stacks(limit);
  }

  /**
   * Returns where Python raised an exception, in Python's own form.
   *
   * @param exception one that a call of this test has thrown
   */
  public String traceback(Throwable exception) {
    return running().itself().traceback(exception);
  }

  synchronized void closed(Agent ended) {
    if (ended == agent && ended.isAlive() && !ended.reset()) {
      ended.kill();
    }
  }

  /** The running agent; a new one if the last has died. */
  synchronized Agent running() {
    Agent current = agent;
    if (current == null || !current.isAlive()) {
      current = new Agent(options, script);
      description = describe(start(current));
      agent = current;
    }
    return current;
  }

  private Map<String, @Nullable Object> start(Agent started) {
    started.recordTo(recorder);
    try {
      return started.itself().start(ApiTypes.pythonClasses(), ApiTypes.members());
    } catch (RuntimeException | Error failed) {
      started.kill();
      throw failed;
    }
  }

  @Override
  public String name() {
    String name = underTest().orElse("asyncio");
    return options.blocked().isEmpty()
        ? name
        : name + " without " + String.join(", ", options.blocked());
  }

  /** The module that makes the loop or, where that is asyncio, the one that changes it. */
  private Optional<String> underTest() {
    return options
        .loop()
        .or(() -> options.setup().stream().findFirst())
        .map(path -> path.substring(0, path.indexOf(':')));
  }

  @Override
  public String version() {
    PythonDescription found = description();
    return found.loopVersion().map(version -> version + " on ").orElse("") + found.python();
  }

  @Override
  public Profile profile() {
    return Profile.of("py" + description().pythonVersion());
  }

  @Override
  public String expectationsName() {
    return underTest().orElseGet(() -> interpreter().toLowerCase(Locale.ROOT));
  }

  /** Only CPython's own loop claims what exists only in CPython's structure. */
  @Override
  public Set<ConformanceClass> classes() {
    Set<ConformanceClass> classes = new HashSet<>(RuleBook.standard().classes());
    classes.removeAll(notClaimed().keySet());
    return classes;
  }

  @Override
  public Map<ConformanceClass, String> notClaimed() {
    boolean own = description().loop().startsWith("asyncio.") && options.setup().isEmpty();
    return own && isCpython()
        ? Map.of()
        : Map.of(ConformanceClass.CPYTHON_DETAIL, "this is not CPython's own loop");
  }

  private boolean isCpython() {
    return interpreter().equals("CPython");
  }

  /** The name of the interpreter, without its version. */
  private String interpreter() {
    return description().python().split(" ", 2)[0];
  }

  @Override
  public Set<Capability> capabilities() {
    return description().capabilities();
  }

  @Override
  public Duration clockResolution() {
    return description().clockResolution();
  }

  @Override
  public void testFailed() {
    tests.failed();
  }

  @Override
  public String program(Duration limit, List<String> heading) {
    return tests.program(limit, heading);
  }

  @Override
  public synchronized void close() {
    kill();
  }

  private static PythonDescription describe(Map<String, @Nullable Object> found) {
    Set<Capability> capabilities = EnumSet.of(Capability.LOGGING);
    if (Boolean.TRUE.equals(found.get("virtual_time"))) {
      capabilities.add(Capability.VIRTUAL_TIME);
    }
    if (Boolean.TRUE.equals(found.get("introspection"))) {
      capabilities.add(Capability.INTROSPECTION);
    }
    BigDecimal resolution = new BigDecimal(String.valueOf(found.get("resolution")));
    return new PythonDescription(
        String.valueOf(found.get("python")),
        String.valueOf(found.get("version")),
        String.valueOf(found.get("loop")),
        Optional.ofNullable((String) found.get("loop_version")),
        Duration.ofNanos(resolution.movePointRight(9).longValue()),
        capabilities,
        ((List<?>) Objects.requireNonNull(found.get("missing")))
            .stream().map(String::valueOf).collect(Collectors.toSet()));
  }

  /** The agent that is part of the kit. */
  static byte[] ownScript() {
    try (InputStream stream =
        PythonImplementation.class.getResourceAsStream("/io/asynciotck/tck/agent/agent.py")) {
      return Objects.requireNonNull(stream, "agent.py is not in the class path").readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
