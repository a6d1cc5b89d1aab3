package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.ID;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.RAISE;

import io.asynciotck.tck.harness.HarnessError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One socket, used by one thread of the kit and one of the agent, which take turns. While the kit
 * waits for an answer it serves what the agent asks, and the other way round: so calls nest as they
 * would in one process.
 *
 * <p>Not thread-safe: it belongs to one logical thread at a time (see {@link Channels}).
 */
final class Channel {
  private static final int HEADER = Integer.BYTES;
  private static final int ROOM = 1 << 16;

  private volatile String name;
  private final WakefulSocket socket;
  private final Agent agent;
  private ByteBuffer in = ByteBuffer.allocate(ROOM).flip();
  private ByteBuffer out = ByteBuffer.allocateDirect(ROOM);
  private int asked;
  private int depth;
  private volatile boolean busy;
  private @Nullable HarnessError stop;

  /** What the last answer names has to live until the agent has read it. */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private @Nullable Object kept;

  Channel(String name, SocketChannel socket, Agent agent) {
    this.name = name;
    this.socket = new WakefulSocket(socket);
    this.agent = agent;
  }

  /** Takes the name that the other side has given the connection. */
  void rename(String given) {
    name = given;
  }

  String name() {
    return name;
  }

  /** From now on one thread at a time uses the channel: it is not the control channel. */
  void takeTurns() {
    socket.takeTurns(Runtime.getRuntime().availableProcessors());
  }

  /** Whether a request is under way. */
  boolean isBusy() {
    return busy;
  }

  /** Asks the agent, and serves what it asks until it answers. */
  JsonNode ask(ObjectNode request) throws AgentRaised {
    int id = ++asked;
    agent.releases().forEach(request::set);
    depth++;
    busy = true;
    try {
      send(request.put(ID, id));
      while (true) {
        JsonNode message = receive();
        if (message.has(DO)) {
          respond(message);
        } else {
          return answer(message, id);
        }
      }
    } finally {
      depth--;
      if (depth == 0) {
        busy = false;
        stop = null;
      }
    }
  }

  private JsonNode answer(JsonNode message, int id) throws AgentRaised {
    if (message.path(ID).asInt(-1) != id) {
      throw agent.fail(
          new AgentProtocolError(
              "The agent answered out of turn; asked was %d: %s"
                  .formatted(id, Messages.shorten(message))));
    }
    agent.released(message);
    if (stop != null) {
      throw stop;
    }
    JsonNode value = message.get(OK);
    if (value != null) {
      return value;
    }
    if (!message.has(RAISE)) {
      throw agent.fail(
          new AgentProtocolError(
              "The agent sent what is neither a request nor an answer: "
                  + Messages.shorten(message)));
    }
    throw new AgentRaised(message.get(RAISE));
  }

  /** Serves what the agent asks until its thread ends and closes the channel. */
  void serve() {
    while (hasMore()) {
      respond(receive());
    }
  }

  private boolean hasMore() {
    try {
      return in.hasRemaining() || fill(1);
    } catch (IOException broken) {
      throw agent.gone();
    }
  }

  private void respond(JsonNode request) {
    KitCalls.Answer answer = agent.kitCalls().answer(this, request);
    kept = answer;
    send(answer.message());
  }

  /** Makes the request in which the current callback is nested throw, once it has returned. */
  void stopWith(HarnessError error) {
    if (stop == null) {
      stop = error;
    }
  }

  void send(JsonNode message) {
    byte[] bytes = Messages.toBytes(message);
    agent.says(name, message);
    if (out.capacity() < HEADER + bytes.length) {
      out = ByteBuffer.allocateDirect(HEADER + bytes.length);
    }
    out.clear().putInt(bytes.length).put(bytes).flip();
    try {
      socket.write(out);
    } catch (IOException broken) {
      throw agent.gone();
    }
  }

  JsonNode receive() {
    try {
      require(HEADER);
      int length = in.getInt();
      if (length < 0 || length > Messages.LIMIT) {
        throw new AgentProtocolError(
            "The agent sent a frame of %d bytes; the limit is %d."
                .formatted(Integer.toUnsignedLong(length), Messages.LIMIT));
      }
      require(length);
      JsonNode message = Messages.ofBytes(in.array(), in.position(), length);
      in.position(in.position() + length);
      agent.heard(name, message);
      return message;
    } catch (AgentProtocolError error) {
      throw agent.fail(error);
    } catch (IOException broken) {
      throw agent.gone();
    }
  }

  private void require(int wanted) throws IOException {
    if (!fill(wanted)) {
      throw agent.gone();
    }
  }

  /**
   * Reads until this many bytes are there.
   *
   * @return false if the channel has ended before
   */
  private boolean fill(int wanted) throws IOException {
    if (in.remaining() >= wanted) {
      return true;
    }
    if (in.capacity() < wanted) {
      in = ByteBuffer.allocate(wanted + ROOM).put(in);
    } else {
      in.compact();
    }
    boolean open = true;
    while (open && in.position() < wanted) {
      open = socket.read(in) >= 0;
    }
    in.flip();
    return open;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing more can be done for a socket that cannot be closed.
    }
  }
}
