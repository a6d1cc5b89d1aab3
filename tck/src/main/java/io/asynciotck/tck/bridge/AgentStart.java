package io.asynciotck.tck.bridge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Starts agents. All that happens before the first test is the user's code too: importing modules,
 * set-ups, making a loop. So each step is under a time limit, and what ends it is a sentence.
 */
final class AgentStart {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(8);
  private static final Duration STACKS_LIMIT = Duration.ofSeconds(2);

  /** What the documentation of asyncio names. */
  private static final List<String> DOCUMENTED =
      new String(PythonImplementation.shipped("documented.txt"), StandardCharsets.UTF_8)
          .lines()
          .toList();

  private final PythonOptions options;
  private final byte[] script;
  private final CallRecorder recorder;
  private final boolean leavesOpen;

  /** What the agent tells when it closes the first loop. */
  private static final String CLOSING = "closing the loop of ";

  /** An agent, and what it has found. */
  record Started(Agent agent, Map<String, @Nullable Object> found) {}

  /** What the agent is asked for before the first test. */
  private interface Question {
    Map<String, @Nullable Object> ask(AgentObject agent);
  }

  /**
   * Starts agents.
   *
   * @param leavesOpen whether they close no loops
   */
  AgentStart(PythonOptions options, byte[] script, CallRecorder recorder, boolean leavesOpen) {
    this.leavesOpen = leavesOpen;
    this.options = options;
    this.script = script;
    this.recorder = recorder;
  }

  /**
   * Starts an agent.
   *
   * @throws StartRefusedException if the loop cannot be evaluated
   * @throws HarmfulCloseException if the first loop cannot be closed
   */
  Started start() {
    Agent agent = newAgent();
    agent.recordTo(recorder);
    if (leavesOpen) {
      agent.itself().leaveOpen();
    }
    Question start =
        itself -> itself.start(ApiTypes.pythonClasses(), ApiTypes.members(), DOCUMENTED);
    return new Started(agent, ask(agent, start, options.startTimeout()));
  }

  private Agent newAgent() {
    try {
      return new Agent(options, script);
    } catch (AgentDiedError died) {
      throw InterpreterCheck.of(options)
          .<RuntimeException>map(no -> new StartRefusedException(no, ""))
          .orElse(new StartRefusedException(String.valueOf(died.getMessage()), ""));
    } catch (AgentProtocolError silent) {
      Optional<String> reason = InterpreterCheck.of(options);
      if (reason.isPresent()) {
        throw new StartRefusedException(reason.get(), "");
      }
      throw silent;
    }
  }

  /**
   * Lets the agent run a loop, to see what may be expected of it.
   *
   * @return nothing if it hangs or crashes, which ends the agent: the tests will say more
   */
  Optional<Map<String, @Nullable Object>> probe(Agent agent) {
    try {
      return Optional.of(ask(agent, AgentObject::probe, PROBE_LIMIT));
    } catch (StartRefusedException broken) {
      return Optional.empty();
    }
  }

  private Map<String, @Nullable Object> ask(Agent agent, Question question, Duration limit) {
    AtomicReference<@Nullable StartRefusedException> late = new AtomicReference<>();
    CountDownLatch answered = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .name("asyncio-tck agent start")
        .start(() -> {
          if (!isAnswered(answered, limit)) {
            String step = agent.step();
            String stacks = agent.stacks(STACKS_LIMIT);
            late.set(
                new StartRefusedException(
                    "%s has not ended after %d s.".formatted(step, limit.toSeconds()), stacks));
            agent.kill();
          }
        });
    try {
      return question.ask(agent.itself());
    } catch (AgentDiedError died) {
      agent.kill(); // its process may not be cleared away yet
      StartRefusedException hung = late.get();
      StartRefusedException refused = hung == null ? crashed(agent, died) : hung;
      throw agent.step().startsWith(CLOSING) ? new HarmfulCloseException(refused) : refused;
    } catch (StartRefusedException refused) {
      agent.kill();
      throw options.adapter().flatMap(Adapters::meant).map(refused::mentioning).orElse(refused);
    } catch (RuntimeException | Error failed) {
      agent.kill();
      throw failed;
    } finally {
      answered.countDown();
    }
  }

  private static StartRefusedException crashed(Agent agent, AgentDiedError died) {
    String[] parts = String.valueOf(died.getMessage()).split("\n", 2);
    return new StartRefusedException(
        "%s: %s".formatted(agent.step(), parts[0]), parts.length > 1 ? parts[1] : "");
  }

  private static boolean isAnswered(CountDownLatch answered, Duration limit) {
    try {
      return answered.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
