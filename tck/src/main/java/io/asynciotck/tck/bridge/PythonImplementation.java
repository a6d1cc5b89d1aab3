package io.asynciotck.tck.bridge;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Capability;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.harness.Conditions;
import io.asynciotck.tck.harness.Gap;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Recorded;
import io.asynciotck.tck.harness.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An asyncio loop of a Python, in a process of its own. The process is started when it is first
 * needed, kept from test to test, and replaced when a test has brought it down.
 *
 * <p>One test at a time: {@link #open} begins one and ends what was left of the one before.
 */
public final class PythonImplementation implements Implementation {
  static final String STANDS_STILL =
      "The loop's time stands still while a callback runs, and no adapter lets it advance.";

  private final PythonOptions options;
  private final byte[] script;
  private @Nullable Apart apart;
  private @Nullable Agent agent;
  private volatile @Nullable PythonDescription description;
  private final TestRecorder tests;
  private CallRecorder recorder;
  private volatile boolean leavesOpen;
  private final Set<String> testsOfProcess = new LinkedHashSet<>();

  private PythonImplementation(PythonOptions options, byte[] script, TestRecorder tests) {
    this.options = options;
    this.script = script;
    this.tests = tests;
    this.recorder = tests.calls();
  }

  /**
   * Starts the agent, and a loop in it.
   *
   * @throws StartRefusedException if the interpreter, or the loop, cannot be evaluated
   * @throws AgentProtocolError if the agent does not speak the protocol
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

  /** Lets a recorder hear all that is said to the agent from now on. */
  public synchronized void recordTo(CallRecorder next) {
    recorder = next;
    running().recordTo(next);
  }

  @Override
  public synchronized Session open(Conditions conditions) {
    recorder.begins(conditions.environment());
    Agent running =
        conditions.environment().isEmpty() ? runningForTest() : takeApart(conditions.environment());
    if (!conditions.rules().isEmpty()) {
      testsOfProcess.add(conditions.test());
    }
    boolean virtual = !conditions.realClock() && capabilities().contains(Capability.VIRTUAL_TIME);
    return new PythonSession(this, running, description(), virtual, conditions);
  }

  /** An agent for one test, in such an environment; the one that is ready, if there is one. */
  private Agent takeApart(Map<String, String> environment) {
    Apart taken = apart;
    apart = null;
    if (taken != null && taken.environment.equals(environment)) {
      return taken.agent;
    }
    endApart(taken);
    return startApart(environment);
  }

  private Agent startApart(Map<String, String> environment) {
    PythonOptions special = options.withEnvironment(environment);
    Agent agentApart = new AgentStart(special, script, recorder, leavesOpen).start().agent();
    agentApart.learn(description());
    return agentApart;
  }

  private static void endApart(@Nullable Apart unused) {
    if (unused != null) {
      unused.agent.kill();
    }
  }

  /** An agent that waits for the one test which it is for. */
  private record Apart(Map<String, String> environment, Agent agent) {}

  /** The time of a loop whose author lets it pass is never the machine's. */
  @Override
  public boolean hasRealClock() {
    return description().isAsynciosOwn()
        || !description().capabilities().contains(Capability.VIRTUAL_TIME);
  }

  @Override
  public synchronized void ready(Conditions conditions) {
    Map<String, String> environment = conditions.environment();
    if (environment.isEmpty()) {
      runningForTest();
    } else {
      endApart(apart);
      apart = new Apart(environment, startApart(environment));
    }
  }

  /** A test for which no agent can be started any more has a crash, not an exception. */
  private Agent runningForTest() {
    try {
      return running();
    } catch (StartRefusedException refused) {
      throw new AgentDiedError(
          "No further process could be started. "
              + refused.getMessage()
              + "\n"
              + refused.details());
    }
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
    return new PythonSession(this, running, description(), virtual, Conditions.ofKit("", false))
        .asyncio();
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
    if (ended.isAlive() && (ended != agent || !ended.reset())) {
      ended.kill();
    }
  }

  /** The running agent; a new one if the last has died. */
  synchronized Agent running() {
    Agent current = agent;
    if (current == null || !current.isAlive()) {
      current = started();
      current.learn(description());
      testsOfProcess.clear();
      agent = current;
    }
    return current;
  }

  private Agent started() {
    try {
      return startedBy(new AgentStart(options, script, recorder, leavesOpen));
    } catch (HarmfulCloseException harmful) {
      leavesOpen = true;
      return startedBy(new AgentStart(options, script, recorder, true));
    }
  }

  private Agent startedBy(AgentStart start) {
    AgentStart.Started first = start.start();
    PythonDescription before = description;
    if (before != null) {
      description = new PythonDescription(first.found(), before.probed());
      return first.agent();
    }
    Optional<Map<String, @Nullable Object>> probed = start.probe(first.agent());
    PythonDescription found = new PythonDescription(first.found(), probed.orElse(Map.of()));
    description = found;
    if (probed.isPresent()) {
      found.brokenClock().ifPresent(broken -> refuseClock(first.agent(), broken));
      return first.agent();
    }
    if (found.capabilities().contains(Capability.VIRTUAL_TIME) && !found.isAsynciosOwn()) {
      refuseClock(first.agent(), "a loop with a timer an hour ahead did not end");
    }
    return start.start().agent();
  }

  private static void refuseClock(Agent agent, String how) {
    agent.kill();
    throw new StartRefusedException(
        "The clock of the adapter does not do what `advance` promises: " + how, "");
  }

  private PythonIdentity identity() {
    return new PythonIdentity(options, description());
  }

  @Override
  public String name() {
    return identity().name();
  }

  @Override
  public String version() {
    return identity().version();
  }

  @Override
  public Profile profile() {
    return identity().profile();
  }

  @Override
  public String expectationsName() {
    return identity().expectationsName();
  }

  @Override
  public List<String> notes() {
    return identity().notes();
  }

  @Override
  public List<String> missing() {
    return description().missing();
  }

  @Override
  public Set<String> inherits() {
    return description().inherits();
  }

  @Override
  public Map<String, Gap> gaps() {
    return description().gaps();
  }

  @Override
  public boolean isHosted() {
    return description().isHosted();
  }

  @Override
  public Optional<String> whyTimeStandsStill() {
    return description().timeStandsStill() ? Optional.of(STANDS_STILL) : Optional.empty();
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
    return description().isAsynciosOwn() && identity().interpreter().equals("CPython")
        ? Map.of()
        : Map.of(ConformanceClass.CPYTHON_DETAIL, "this is not CPython's own loop");
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
  public Recorded recordedOf(Throwable failure) {
    return tests.failed(failure, description());
  }

  @Override
  public boolean leavesOpen() {
    return leavesOpen || isHosted();
  }

  @Override
  public synchronized void leaveOpen() {
    leavesOpen = true;
    kill();
  }

  @Override
  public boolean refresh() {
    kill();
    return true;
  }

  @Override
  public synchronized List<String> testsOfProcess() {
    return List.copyOf(testsOfProcess);
  }

  @Override
  public synchronized void close() {
    endApart(apart);
    kill();
  }

  /** The agent that is part of the kit. */
  static byte[] ownScript() {
    return shipped("agent.py");
  }

  /** A file that is shipped with the agent. */
  static byte[] shipped(String name) {
    try (InputStream stream =
        PythonImplementation.class.getResourceAsStream("/io/asynciotck/tck/agent/" + name)) {
      return Objects.requireNonNull(stream, name + " is not in the class path").readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
