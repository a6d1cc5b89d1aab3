package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Tells the recorder of an agent what the test does, and in which channel's thread. */
record AgentWitness(Agent agent) implements Witness {

  private CallRecorder recorder() {
    return agent.recorder();
  }

  private String channel() {
    return agent.channels().currentName();
  }

  @Override
  public void traced(String event) {
    if (agent.isAlive()) { // else this is what is left of a test that has ended
      recorder().traced(channel(), event);
    }
  }

  @Override
  public void starts(Thread thread) {
    recorder().starts(channel(), thread);
  }

  @Override
  public void waitsFor(Thread thread) {
    recorder().waitsFor(channel(), thread);
  }

  @Override
  public void gives(Signal signal) {
    recorder().gives(channel(), signal);
  }

  @Override
  public void waitsFor(Signal signal, Optional<Duration> limit) {
    recorder().waitsFor(channel(), signal, limit);
  }

  @Override
  public void blocks(Duration time) {
    recorder().blocks(channel(), time);
  }

  @Override
  public void blocked() {
    recorder().blocked(channel());
  }

  @Override
  public void looksFor(Path file) {
    recorder().looksFor(channel(), file);
  }

  @Override
  public void bodyEnded() {
    recorder().bodyEnded();
  }
}
