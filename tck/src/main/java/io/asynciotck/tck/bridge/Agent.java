package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.HarnessError;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final KitCalls kitCalls = new KitCalls(this);
  private final Bodies bodies = new Bodies(this);
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
    ObjectNode request = Wire.JSON.objectNode();
    request.put("do", call.verb().word).put("on", on);
    if (call.verb() != PythonCall.Verb.APPLY) {
      request.put("name", call.name());
    }
    addArguments(request, call, arguments);
    try {
      return checked(ask(request, call.result()), call);
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

  private void addArguments(ObjectNode request, PythonCall call, @Nullable Object[] arguments) {
    ArrayNode positional = request.putArray("args");
    for (int i = 0; i < arguments.length; i++) {
      PythonCall.Argument argument = call.arguments().get(i);
      if (call.spreadsLast() && i == arguments.length - 1) {
        for (Object item : (Object[]) Objects.requireNonNull(arguments[i])) {
          positional.add(wire.encode(item, argument.type()));
        }
      } else if (argument.keyword().isPresent()) {
        ObjectNode keywords = request.withObject("kwargs");
        argument
            .keywordsOf(arguments[i])
            .forEach(
                (keyword, value) -> keywords.set(keyword, wire.encode(value, argument.type())));
      } else {
        positional.add(wire.encode(arguments[i], argument.type()));
      }
    }
  }

  /** The beginning of a request about a kit coroutine. */
  ObjectNode request(PythonCall.Verb verb, BodyCoroutine<?> coroutine, String name) {
    ObjectNode request = Wire.JSON.objectNode();
    request.put("do", verb.word).put("name", name);
    request.set("on", wire.encode(coroutine, ValueType.ANYTHING));
    return request;
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

  /** What a call has returned, if it is what the API promises. */
  private static @Nullable Object checked(@Nullable Object value, PythonCall call) {
    Class<?> raw = call.result().raw();
    if (call.result().shape() == ValueType.Shape.VOID) {
      return null;
    }
    boolean isPromised =
        raw.isPrimitive()
            ? MethodType.methodType(raw).wrap().returnType().isInstance(value)
            : value == null || raw.isInstance(value);
    if (isPromised) {
      return value;
    }
    throw new PythonException(
        "TypeError",
        "%s gave %s where %s is promised"
            .formatted(call.name(), Exceptions.described(value), call.result().inPython()));
  }

  /** Tells the agent what has been dropped here since the last message. */
  Map<String, JsonNode> releases() {
    Map<Integer, Integer> dropped = remotes.takeCollected();
    if (dropped.isEmpty()) {
      return Map.of();
    }
    ArrayNode counts = Wire.JSON.arrayNode();
    dropped.forEach((number, count) -> counts.addArray().add(number).add(count));
    return Map.of("free", counts);
  }

  /** Counts a message that has come. */
  void heard() {
    messages.increment();
  }

  /** How many messages have come. */
  long exchanged() {
    return messages.sum();
  }

  /** Drops what the agent has dropped. */
  void released(JsonNode message) {
    message
        .path("free")
        .forEach(pair -> exports.release(pair.path(0).asInt(), pair.path(1).asInt()));
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

  Wire wire() {
    return wire;
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
