package io.asynciotck.tck.bridge;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Capability;
import io.asynciotck.api.ContextVars;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.OperatingSystem;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.tck.harness.Conditions;
import io.asynciotck.tck.harness.Deprecations;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.LogLine;
import io.asynciotck.tck.harness.Looks;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Patterns;
import io.asynciotck.tck.harness.Session;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One test in an agent. */
final class PythonSession implements Session {
  private static final Duration STACKS_LIMIT = Duration.ofSeconds(2);

  private final PythonImplementation implementation;
  private final Agent agent;
  private final AgentObject itself;
  private final Asyncio asyncio;
  private final Optional<VirtualClock> clock;
  private final Optional<LoopIntrospection> introspection;

  /** Begins the test, in the thread of the test. */
  PythonSession(
      PythonImplementation implementation,
      Agent agent,
      PythonDescription description,
      boolean virtual,
      Conditions conditions) {
    this.implementation = implementation;
    this.agent = agent;
    this.itself = agent.itself();
    agent.becomeMain();
    asyncio =
        itself.module(virtual, conditions.otherThreads(), conditions.test(), conditions.rules());
    clock =
        virtual
            ? Optional.of(new RemoteClock(itself, description.clockResolution()))
            : Optional.empty();
    introspection =
        description.capabilities().contains(Capability.INTROSPECTION)
            ? Optional.of(itself::scheduledTimers)
            : Optional.empty();
  }

  @Override
  public Asyncio asyncio() {
    return asyncio;
  }

  @Override
  public Sockets sockets() {
    return itself.sockets();
  }

  @Override
  public Builtins builtins() {
    return itself.builtins();
  }

  @Override
  public OperatingSystem operatingSystem() {
    return itself.operatingSystem();
  }

  @Override
  public Patterns patterns() {
    return itself;
  }

  @Override
  public void emptySockets(Server server) {
    itself.emptySockets(server);
  }

  @Override
  public Garbage garbage() {
    return itself;
  }

  @Override
  public Looks looks() {
    return itself;
  }

  @Override
  public ContextVars contextVars() {
    return itself.contextVars();
  }

  @Override
  public AsyncGenerators asyncGenerators() {
    return itself;
  }

  @Override
  public boolean isInstance(@Nullable Object object, Class<?> type) {
    return itself.isInstance(object, ApiTypes.pythonClass(type));
  }

  @Override
  public boolean isSelectorEventLoop(EventLoop loop) {
    return itself.isInstance(loop, "asyncio.SelectorEventLoop");
  }

  @Override
  public Set<String> descriptors() {
    return Set.copyOf(itself.descriptors());
  }

  @Override
  public Set<String> heldDescriptors() {
    return Set.copyOf(itself.heldDescriptors());
  }

  @Override
  public Optional<VirtualClock> clock() {
    return clock;
  }

  @Override
  public Optional<LoopIntrospection> introspection() {
    return introspection;
  }

  @Override
  public List<LogLine> log() {
    return itself.log().stream()
        .map(line -> new LogLine(line.get(0), line.get(1), line.get(2)))
        .toList();
  }

  @Override
  public List<String> warnings() {
    return itself.warnings();
  }

  @Override
  public Deprecations deprecations() {
    itself.hearDeprecations();
    return itself::heardDeprecation;
  }

  @Override
  public void setDateBack(Duration duration) {
    itself.setDateBack(duration);
  }

  @Override
  public Object futureLike() {
    return itself.futureLike();
  }

  @Override
  public AsyncFuture<Integer> callInProcess(EventLoop loop) {
    AsyncFuture<Integer> future = itself.callInProcess(loop);
    if (future == null) {
      throw new NotClaimedError("there are no pools of processes here");
    }
    return future;
  }

  @Override
  public int processId() {
    return itself.processId();
  }

  @Override
  public void withoutSendfile() {
    itself.withoutSendfile();
  }

  @Override
  public void limitDescriptors() {
    itself.limitDescriptors();
  }

  @Override
  public void freeDescriptors() {
    itself.freeDescriptors();
  }

  @Override
  public boolean isOf(@Nullable Object object, Socket socket) {
    return itself.isOf(object, socket);
  }

  @Override
  public void nameHost(String name, List<String> addresses) {
    itself.nameHost(name, addresses);
  }

  @Override
  public void traced(String event) {
    if (agent.isAlive()) { // else this is what is left of a test that has ended
      agent.recorder().traced(agent.channels().currentName(), event);
    }
  }

  @Override
  public void starts(Thread thread) {
    agent.recorder().starts(agent.channels().currentName(), thread);
  }

  @Override
  public void waitsFor(Thread thread) {
    agent.recorder().waitsFor(agent.channels().currentName(), thread);
  }

  @Override
  public void gives(Signal signal) {
    agent.recorder().gives(agent.channels().currentName(), signal);
  }

  @Override
  public void waitsFor(Signal signal, Optional<Duration> limit) {
    agent.recorder().waitsFor(agent.channels().currentName(), signal, limit);
  }

  @Override
  public void blocks(Duration time) {
    agent.recorder().blocks(agent.channels().currentName(), time);
  }

  @Override
  public void looksFor(Path file) {
    agent.recorder().looksFor(agent.channels().currentName(), file);
  }

  @Override
  public void blocked() {
    agent.recorder().blocked(agent.channels().currentName());
  }

  @Override
  public void bodyEnded() {
    agent.recorder().bodyEnded();
  }

  @Override
  public String abort() {
    String stacks = agent.stacks(STACKS_LIMIT);
    String output = agent.process().output().strip();
    agent.kill();
    return "What the agent was doing:\n"
        + stacks
        + (output.isEmpty() || stacks.equals(output) ? "" : "\nWhat it wrote:\n" + output);
  }

  @Override
  public void close() {
    implementation.closed(agent);
  }
}
