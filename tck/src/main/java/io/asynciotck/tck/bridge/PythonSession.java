package io.asynciotck.tck.bridge;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Capability;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopIntrospection;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.tck.harness.Conditions;
import io.asynciotck.tck.harness.LogLine;
import io.asynciotck.tck.harness.Session;
import io.asynciotck.tck.harness.Surroundings;
import io.asynciotck.tck.harness.VirtualClock;
import io.asynciotck.tck.harness.Witness;
import java.io.IOException;
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
  private final Surroundings surroundings;
  private final boolean hasUnixPairs;
  private final Witness witness;
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
    this.surroundings = new AgentSurroundings(itself);
    this.hasUnixPairs = description.hasUnixPairs();
    this.witness = new AgentWitness(agent);
    agent.process().beginTest();
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
  public List<Socket> socketpair() throws IOException {
    return hasUnixPairs ? sockets().socketpair() : itself.unixPair();
  }

  @Override
  public Builtins builtins() {
    return itself.builtins();
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public Witness witness() {
    return witness;
  }

  @Override
  public long exchanged() {
    return agent.exchanged();
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
  public int goRound(EventLoop loop, Runnable callback, int most, @Nullable AsyncFuture<?> future) {
    itself.goRound(loop, callback, most, future);
    return most;
  }

  @Override
  public int yieldTimes(int most, boolean untilSaid) throws Exception {
    return asyncio.await(itself.turns(most, untilSaid));
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
