package io.asynciotck.tck.bridge;

import io.asynciotck.api.LoopTime;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.VirtualClock;
import java.time.Duration;

/** The virtual clock of loops in an agent. */
final class RemoteClock implements VirtualClock {
  private final AgentObject agent;
  private Duration resolution;

  RemoteClock(AgentObject agent, Duration resolution) {
    this.agent = agent;
    this.resolution = resolution;
  }

  @Override
  public LoopTime time() {
    return agent.time();
  }

  @Override
  public void advance(Duration duration) {
    agent.advance(duration);
  }

  @Override
  public Duration resolution() {
    return resolution;
  }

  @Override
  public void setResolution(Duration resolution) {
    try {
      agent.setResolution(resolution);
    } catch (AgentRefusedError foreign) {
      throw new NotClaimedError(
          "needs a clock that can be made coarser, as only the kit's own can");
    }
    this.resolution = resolution;
  }
}
