package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.HarnessError;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes the connections of an agent, each by its name: {@code control}, {@code main}, those that
 * the kit has asked for, and {@code reverse} ones, which threads of the implementation's own open
 * and which are served by threads of the kit.
 */
final class Connections {
  private final ServerSocketChannel server;
  private final Agent agent;
  private final Map<String, CompletableFuture<Channel>> expected = new ConcurrentHashMap<>();
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable CompletableFuture<String>> stacks =
      new AtomicReference<>();
  private volatile @Nullable Channel control;
  private volatile @Nullable Thread reader;
  private volatile String step = "Starting the agent";
  private int reverse;

  Connections(ServerSocketChannel server, Agent agent) {
    this.server = server;
    this.agent = agent;
  }

  /** Begins to take connections. */
  void start() {
    Thread.ofPlatform().daemon().name("asyncio-tck agent connections").start(this::accept);
  }

  /** Waits for the agent's greeting, and answers it if both speak the same protocol. */
  void greet(Duration limit) {
    Channel first = await("control", limit);
    JsonNode greeting =
        within(
            CompletableFuture.supplyAsync(first::receive, Connections::inThreadOfItsOwn),
            limit,
            "a greeting");
    int version = greeting.path("protocol").asInt(-1);
    if (version != Messages.PROTOCOL) {
      throw agent.fail(
          new AgentProtocolError(
              "The agent speaks protocol %s; this kit speaks %d."
                  .formatted(greeting.path("protocol").asString("nothing"), Messages.PROTOCOL)));
    }
    first.send(Wire.JSON.objectNode().put("protocol", Messages.PROTOCOL));
    control = first;
    reader =
        Thread.ofPlatform()
            .daemon()
            .name("asyncio-tck agent control")
            .unstarted(() -> readControl(first));
    reader.start();
  }

  /**
   * The common pool may have one thread only, and that may wait for the test that starts the agent:
   * jqwik looks for smaller programs in it.
   */
  private static void inThreadOfItsOwn(Runnable task) {
    Thread.ofPlatform().daemon().name("asyncio-tck agent greeting").start(task);
  }

  /** Asks the agent to open a further channel. */
  Channel open(String name) {
    Channel asked = control;
    if (asked == null) {
      throw agent.gone();
    }
    CompletableFuture<Channel> opened = expectation(name);
    synchronized (asked) {
      asked.send(Wire.JSON.objectNode().put("open", name));
    }
    return join(opened);
  }

  /** Waits for a connection with a name. */
  Channel await(String name, Duration limit) {
    return within(expectation(name), limit, "a connection named " + name);
  }

  /** What the agent has said that it does before the first test. */
  String step() {
    return step;
  }

  /**
   * Waits until all has been heard that an agent had to say of what it does. One that has ended is
   * known by whichever channel is read first, and that need not be the one on which it has said so.
   */
  void hearOut(Duration limit) {
    Thread hears = reader;
    if (hears == null || hears == Thread.currentThread()) {
      return;
    }
    try {
      boolean _ = hears.join(limit);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The stacks of the agent's threads, if it can still tell them. */
  Optional<String> stacks(Duration limit) {
    Channel asked = control;
    if (asked == null) {
      return Optional.empty();
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    stacks.set(answer);
    try {
      synchronized (asked) {
        asked.send(Wire.JSON.objectNode().put("stacks", true));
      }
      return Optional.of(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (HarnessError | ExecutionException | TimeoutException silent) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  void failAll(Supplier<HarnessError> reason) {
    expected.values().stream()
        .filter(waiting -> !waiting.isDone())
        .forEach(waiting -> waiting.completeExceptionally(reason.get()));
  }

  void close() {
    open.forEach(Channel::close);
    failAll(agent::gone);
  }

  private CompletableFuture<Channel> expectation(String name) {
    return expected.computeIfAbsent(name, key -> new CompletableFuture<>());
  }

  private void accept() {
    try {
      while (true) {
        take(server.accept());
      }
    } catch (IOException closed) {
      failAll(agent::gone);
    } catch (HarnessError broken) {
      failAll(() -> broken);
    }
  }

  private void take(SocketChannel socket) {
    Channel channel = new Channel("new", socket, agent);
    open.add(channel);
    JsonNode hello = channel.receive();
    String name = hello.path("channel").asString("");
    if (name.isEmpty()) {
      throw agent.fail(
          new AgentProtocolError(
              "The agent opened a connection without a name: " + Messages.shorten(hello)));
    }
    if (!name.equals("control")) {
      channel.takeTurns();
    }
    if (name.equals("reverse")) {
      channel.rename("reverse-" + ++reverse);
      Thread.ofPlatform()
          .daemon()
          .name("asyncio-tck agent " + channel.name())
          .start(() -> serve(channel));
    } else {
      channel.rename(name);
      expectation(name).complete(channel);
    }
  }

  private void serve(Channel channel) {
    try {
      channel.serve();
    } catch (HarnessError ended) {
      agent.reportFromOtherThread(ended);
    } finally {
      channel.close();
      open.remove(channel);
    }
  }

  private void readControl(Channel channel) {
    try {
      while (true) {
        JsonNode message = channel.receive();
        if (message.has("step")) {
          step = message.get("step").asString();
          continue;
        }
        CompletableFuture<String> waiting = stacks.getAndSet(null);
        if (waiting == null || !message.has("stacks")) {
          throw agent.fail(
              new AgentProtocolError(
                  "The agent spoke on the control channel without being asked: "
                      + Messages.shorten(message)));
        }
        waiting.complete(message.get("stacks").asString());
      }
    } catch (HarnessError ended) {
      CompletableFuture<String> waiting = stacks.getAndSet(null);
      if (waiting != null) {
        waiting.completeExceptionally(ended);
      }
    }
  }

  private <T> T within(CompletableFuture<T> awaited, Duration limit, String what) {
    try {
      return awaited.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof HarnessError reason ? reason : agent.gone();
    } catch (TimeoutException late) {
      throw agent.fail(
          new AgentProtocolError(
              "The agent did not send %s within %d ms.".formatted(what, limit.toMillis())));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw agent.fail(new AgentDiedError("The start of the agent was interrupted."));
    }
  }

  private Channel join(CompletableFuture<Channel> opened) {
    try {
      return opened.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof HarnessError reason ? reason : agent.gone();
    }
  }
}
