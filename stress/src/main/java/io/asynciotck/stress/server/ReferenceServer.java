package io.asynciotck.stress.server;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.builtins;
import static io.asynciotck.stress.LoopUnderStress.sockets;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.ProtocolFactory;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamReader;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server on the loop of the implementation that is measured, as its users would write it. */
public final class ReferenceServer implements AutoCloseable {
  private static final int CHUNK = 256 * 1024;

  private final ServerProcess.Service service;
  private final int size;
  private final EventLoop loop = ASYNCIO.newEventLoop();
  private @Nullable Socket listening;

  ReferenceServer(ServerProcess.Service service, int size) {
    this.service = service;
    this.size = size;
  }

  /** One that gives back what it is given, by a protocol that is given bytes. */
  public static ReferenceServer ofEcho() {
    return new ReferenceServer(ServerProcess.Service.ECHO, 0);
  }

  /** Begins to listen; tells at which port. */
  public int listen() throws Exception {
    listening = sockets().createServer(new Address("127.0.0.1", 0));
    if (service == ServerProcess.Service.ECHO_SOCKETS) {
      listening.setblocking(false);
      loop.createTask(accepting(listening));
    } else {
      loop.runUntilComplete(serving(listening));
    }
    return listening.getsockname().port();
  }

  /** Serves until somebody stops it. */
  public void run() {
    loop.runForever();
  }

  /** Ends {@link #run}, from another thread. */
  public void stop() {
    loop.callSoonThreadsafe(loop::stop);
  }

  /** Gives back what it has. */
  @Override
  public void close() {
    loop.close();
    try {
      if (listening != null) {
        listening.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Coroutine<Server> serving(Socket listening) throws Exception {
    if (service == ServerProcess.Service.ECHO_STREAMS) {
      // A coroutine of the module may only be made where its loop runs.
      return ASYNCIO.coroutine(
          () -> ASYNCIO.await(ASYNCIO.startServer(ReferenceServer::echo, listening)));
    }
    return loop.createServer(protocols(), listening);
  }

  private ProtocolFactory protocols() throws Exception {
    return switch (service) {
      case ECHO, ECHO_PROTOCOL -> EchoProtocol::new;
      case ECHO_BUFFERED -> EchoBuffered::new;
      case SENDFILE -> {
        Path file = ServerProcess.newFile(size);
        yield () -> new FileProtocol(file);
      }
      case MEMORY -> {
        ServerProcess.Memory memory = new ServerProcess.Memory(size);
        yield () -> new CountedProtocol(memory);
      }
      case ECHO_STREAMS, ECHO_SOCKETS -> throw new AssertionError("no protocol");
    };
  }

  private Coroutine<@Nullable Void> accepting(Socket listening) {
    return ASYNCIO.coroutine(() -> {
      while (true) {
        Socket connection = (Socket) ASYNCIO.await(loop.sockAccept(listening)).getFirst();
        loop.createTask(echo(connection));
      }
    });
  }

  private Coroutine<@Nullable Void> echo(Socket connection) {
    return ASYNCIO.coroutine(() -> {
      try (connection) {
        byte[] data = ASYNCIO.await(loop.sockRecv(connection, CHUNK));
        while (data.length > 0) {
          ASYNCIO.await(loop.sockSendall(connection, data));
          data = ASYNCIO.await(loop.sockRecv(connection, CHUNK));
        }
        return null;
      }
    });
  }

  private static Coroutine<@Nullable Void> echo(StreamReader reader, StreamWriter writer) {
    return ASYNCIO.coroutine(() -> {
      byte[] data = ASYNCIO.await(reader.read(CHUNK));
      while (data.length > 0) {
        writer.write(data);
        ASYNCIO.await(writer.drain());
        data = ASYNCIO.await(reader.read(CHUNK));
      }
      writer.close();
      return null;
    });
  }

  /** Writes what it is given. */
  private static class EchoProtocol extends Connected implements Protocol {
    @Override
    public void dataReceived(byte[] data) {
      transport().write(data);
    }
  }

  /** Tells when its connection was used. */
  private static final class CountedProtocol extends EchoProtocol {
    private final ServerProcess.Memory memory;
    private boolean used;

    CountedProtocol(ServerProcess.Memory memory) {
      this.memory = memory;
    }

    @Override
    public void dataReceived(byte[] data) {
      super.dataReceived(data);
      if (!used) {
        used = true;
        memory.connectionUsed();
      }
    }
  }

  /** Has one buffer, and reads again only when what is in it was sent. */
  private static final class EchoBuffered extends Connected implements BufferedProtocol {
    private final Builtins builtins = builtins();
    private final Buffer buffer = builtins.bytearray(CHUNK);

    @Override
    public void connectionMade(Transport its) {
      super.connectionMade(its);
      its.setWriteBufferLimits(0, null);
    }

    @Override
    public Buffer getBuffer(int sizehint) {
      return buffer;
    }

    @Override
    public void bufferUpdated(int nbytes) {
      transport().write(builtins.memoryview(buffer, 0, nbytes));
    }

    @Override
    public void pauseWriting() {
      transport().pauseReading();
    }

    @Override
    public void resumeWriting() {
      transport().resumeReading();
    }
  }

  /** Sends the file for each byte. */
  private final class FileProtocol extends EchoProtocol {
    private final Path path;
    private @Nullable File file;

    FileProtocol(Path path) {
      this.path = path;
    }

    @Override
    public void dataReceived(byte[] data) {
      loop.createTask(
          ASYNCIO.coroutine(() -> {
            if (file == null) {
              file = builtins().open(path.toString(), "rb");
            }
            return ASYNCIO.await(loop.sendfile(transport(), file));
          }));
    }

    @Override
    public void connectionLost(@Nullable Throwable exc) {
      if (file != null) {
        try {
          file.close();
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }
}
