package io.asynciotck.stress.soak;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.Sockets;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.stress.server.Connected;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the soak, one of a protocol and one of streams. The first byte of a connection
 * says what they do with what follows.
 */
final class SoakServers {
  /** Give it back, and end when the other side does. */
  static final byte ECHO = 'E';

  /** Abort. */
  static final byte ABORT = 'A';

  /** Give back what comes first, and close. */
  static final byte CLOSE = 'C';

  private static final int CHUNK = 64 * 1024;

  private final Asyncio asyncio;
  private final EventLoop loop;
  private final Findings findings;
  private final Socket[] listening = new Socket[2];
  private final Server[] servers = new Server[2];
  private int living;

  SoakServers(Asyncio asyncio, EventLoop loop, Findings findings) {
    this.asyncio = asyncio;
    this.loop = loop;
    this.findings = findings;
  }

  /** Begins to listen. Called in a coroutine. */
  void open(Sockets sockets) throws Exception {
    for (int i = 0; i < listening.length; i++) {
      listening[i] = sockets.createServer(new Address("127.0.0.1", 0));
    }
    servers[0] = asyncio.await(loop.createServer(Echo::new, listening[0]));
    servers[1] = asyncio.await(asyncio.startServer(this::serve, listening[1]));
  }

  /** Ends that. */
  void close() throws Exception {
    for (Server server : servers) {
      server.close();
      asyncio.await(server.waitClosed());
    }
  }

  /** Where one of them listens. */
  int port(int which) throws IOException {
    return listening[which].getsockname().port();
  }

  /** How many connections have not heard of their end. */
  int living() {
    return living;
  }

  private Coroutine<@Nullable Void> serve(StreamReader reader, StreamWriter writer) {
    living++;
    return asyncio.coroutine(() -> {
      try {
        converse(reader, writer);
      } catch (IOException reset) {
        // It is the other side that is asked whether this is right.
      } finally {
        living--;
        writer.close();
      }
      return null;
    });
  }

  private void converse(StreamReader reader, StreamWriter writer) throws Exception {
    byte[] data = asyncio.await(reader.read(1));
    if (data.length == 0) {
      return;
    }
    byte command = data[0];
    if (command == ABORT) {
      writer.transport().abort();
      return;
    }
    do {
      data = asyncio.await(reader.read(CHUNK));
      writer.write(data);
      asyncio.await(writer.drain());
    } while (command == ECHO && data.length > 0);
  }

  /** A connection of the protocol. */
  private final class Echo extends Connected implements Protocol {
    private byte command;
    private boolean lost;

    @Override
    public void connectionMade(Transport its) {
      if (isConnected()) {
        findings.failed("connection_made was called twice for a connection");
      }
      super.connectionMade(its);
      living++;
    }

    @Override
    public void dataReceived(byte[] data) {
      if (lost) {
        findings.failed("data_received was called after connection_lost");
      }
      byte[] rest = data;
      if (command == 0) {
        command = data[0];
        rest = Arrays.copyOfRange(data, 1, data.length);
      }
      if (command == ABORT) {
        transport().abort();
        return;
      }
      transport().write(rest);
      if (command == CLOSE) {
        transport().close();
      }
    }

    @Override
    public void pauseWriting() {
      transport().pauseReading();
    }

    @Override
    public void resumeWriting() {
      transport().resumeReading();
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      if (lost) {
        findings.failed("connection_lost was called twice for a connection");
      }
      lost = true;
      living--;
    }
  }
}
