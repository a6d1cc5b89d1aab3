package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.bridge.WireWords.FREE;

import io.asynciotck.tck.harness.HarnessError;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A running agent: its process, its channels, and the objects of both sides. */
final class Agent implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final int AGENT_ITSELF = 0;

  private final AgentProcess process;
  private final Connections connections;
  private final Channels channels;
  private final Remotes remotes = new Remotes();
  private final Exports exports = new Exports();
  private final Wire wire = new Wire(this, remotes, exports);
  private final KitCalls kitCalls = new KitCalls(this, wire, exports);
  private final Bodies bodies = new Bodies(this, wire);
  private final Channel main;
  private final AtomicReference<@Nullable HarnessError> failure = new AtomicReference<>();
  private volatile CallRecorder recorder = CallRecorder.NONE;
  private volatile List<String> changes = List.of();
  private volatile boolean exercise;
  private final LongAdder messages = new LongAdder();
  private volatile GapsByUse gaps = new GapsByUse(Map.of());

  /** Starts an agent and waits for it. */
  Agent(PythonOptions options, byte[] script) {
    process = new AgentProcess(options, script);
    connections = new Connections(process.server(), this);
    connections.start();
    CompletableFuture<?> _ = process.onExit(() -> connections.failAll(this::gone));
    try {
      connections.greet(options.startTimeout());
      main = connections.await("main", options.startTimeout());
    } catch (HarnessError failed) {
      process.close();
      throw failed;
    }
    channels = new Channels(main, connections::open);
    channels.becomeMain();
  }

  /** The object number 0 of the agent. */
  AgentObject itself() {
    return (AgentObject) ProxyHandler.newProxy(this, AGENT_ITSELF, "agent", AgentObject.class);
  }

  /** Makes an API call on an agent object. */
  @Nullable Object call(int on, PythonCall call, @Nullable Object[] arguments) throws Throwable {
    ObjectNode request = wire.request(on, call, arguments);
    try {
      return call.checked(ask(request, call.result()));
    } catch (HarnessError end) {
      throw end;
    } catch (Throwable raised) {
      throw gaps.verdict(call.name(), raised, channels.isMain())
          .<Throwable>map(gap -> gap)
          .orElse(raised);
    } finally {
      // What the request names has to live until the agent has read it.
      Reference.reachabilityFence(arguments);
    }
  }

  @Nullable Object ask(ObjectNode request, ValueType result) throws Throwable {
    if (failure.get() != null) {
      throw gone();
    }
    try {
      return wire.decode(channels.current().ask(request), result);
    } catch (AgentRaised raised) {
      throw raisedBy(raised);
    } catch (AgentProtocolError broken) {
      throw fail(broken);
    }
  }

  private Throwable raisedBy(AgentRaised raised) {
    try {
      return wire.decodeException(raised.what());
    } catch (AgentProtocolError broken) {
      return fail(broken);
    }
  }

  /** Tells the agent what has been dropped here since the last message. */
  Map<String, JsonNode> releases() {
    Map<Integer, Integer> dropped = remotes.takeCollected();
    if (dropped.isEmpty()) {
      return Map.of();
    }
    ArrayNode counts = Wire.JSON.arrayNode();
    dropped.forEach((number, count) -> counts.addArray().add(number).add(count));
    return Map.of(FREE, counts);
  }

  /** Hears a message that a channel has brought. */
  void heard(String channel, JsonNode message) {
    messages.increment();
    recorder.heard(channel, CallRecorder.Speaker.AGENT, message);
  }

  /** Hears a message that is about to be sent. */
  void says(String channel, JsonNode message) {
    recorder.heard(channel, CallRecorder.Speaker.KIT, message);
  }

  /** Hears which object of the test's has a number in what is said next. */
  void numbered(int number, Object object) {
    recorder.numbered(number, object);
  }

  /** How many messages have come. */
  long exchanged() {
    return messages.sum();
  }

  /** Drops what the agent has dropped. */
  void released(JsonNode message) {
    message.path(FREE).forEach(pair -> exports.release(pair.path(0).asInt(), pair.path(1).asInt()));
  }

  /** Begins a new test in the current thread. The objects of the one before are no more. */
  void becomeMain() {
    channels.becomeMain();
  }

  /**
   * Forgets the test that has ended. Bodies that are still suspended run their {@code finally}
   * blocks.
   *
   * @return whether the agent can be used for another test: no other thread is busy in it, and the
   *     test has changed nothing for good
   */
  boolean reset() {
    boolean idle = channels.closeOthers();
    changes = itself().reset(exercise);
    bodies.abortAll(main);
    exports.clear();
    remotes.clear();
    return idle && changes.isEmpty();
  }

  /** Learns what the implementation is not meant to do, and whether it may break its process. */
  void learn(PythonDescription description) {
    gaps = new GapsByUse(description.gaps());
    exercise = description.mayBreakItsProcess();
  }

  /** What the last test has changed in the interpreter for good: names of modules and classes. */
  List<String> changes() {
    return changes;
  }

  /** What the agent does before the first test. */
  String step() {
    return connections.step();
  }

  boolean isAlive() {
    return failure.get() == null && process.isAlive();
  }

  /** The agent is of no more use: it is ended. Returns the error, to be thrown. */
  HarnessError fail(HarnessError error) {
    if (!failure.compareAndSet(null, error)) {
      return gone();
    }
    process.close();
    connections.close();
    bodies.abortAll(main);
    return error;
  }

  /** What ended a test in a thread that is not the test's ends it there, too. */
  void reportFromOtherThread(HarnessError error) {
    main.stopWith(error);
  }

  /** A channel has ended: says why, with a new error for everyone who asks. */
  HarnessError gone() {
    HarnessError known = failure.get();
    if (known != null) {
      String message = String.valueOf(known.getMessage());
      return known instanceof AgentProtocolError
          ? new AgentProtocolError(message)
          : new AgentDiedError(message, known instanceof AgentDiedError died && died.isExit());
    }
    if (!process.awaitEnd(LAST_WORDS)) {
      return fail(new AgentDiedError("The process has closed a channel, but goes on running."));
    }
    connections.hearOut(LAST_WORDS);
    String output = process.output().strip();
    return fail(
        new AgentDiedError(
            "The agent %s.%s".formatted(process.status(), output.isEmpty() ? "" : "\n" + output),
            process.hasExited()));
  }

  /** Ends the agent; whoever waits for it gets an {@link AgentDiedError}. */
  void kill() {
    fail(new AgentDiedError("The agent was killed by the kit."));
    process.close(); // whoever has ended it may not be ready
  }

  @Override
  public void close() {
    kill();
  }

  /** The stacks of the agent's threads. An interpreter that cannot tell them is ended by that. */
  String stacks(Duration limit) {
    return connections
        .stacks(limit)
        .orElseGet(() -> {
          process.abort();
          return process.output();
        });
  }

  AgentProcess process() {
    return process;
  }

  Channels channels() {
    return channels;
  }

  Exports exports() {
    return exports;
  }

  Remotes remotes() {
    return remotes;
  }

  KitCalls kitCalls() {
    return kitCalls;
  }

  Bodies bodies() {
    return bodies;
  }

  CallRecorder recorder() {
    return recorder;
  }

  void recordTo(CallRecorder next) {
    recorder = next;
  }
}
