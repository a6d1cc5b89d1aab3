package io.asynciotck.reference.io;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Step;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.Address;
import io.asynciotck.api.io.Server;
import io.asynciotck.api.io.Socket;
import io.asynciotck.api.io.StreamHandler;
import io.asynciotck.api.io.StreamWriter;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Faults in how streams are made. */
final class StreamsFaults {

  private StreamsFaults() {}

  @Fault(
      what = "A writer sends nothing.",
      breaks = {
        "open-connection.pair.streams",
        "start-server.callback.coroutine",
        "start-server.streams.own"
      },
      ripples = {"stream-writer.*"})
  static final class SendsNothing extends StreamsBroken {
    SendsNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void write(byte[] data) {
          // Nobody hears it.
        }
      };
    }
  }

  @Fault(
      what = "open_connection raises a ValueError for a host and a port.",
      breaks = {
        "open-connection.address.connects",
        "open-connection.address.refused",
        "open-connection.cancel.message",
        "open-connection.cancel.raised"
      })
  static final class RefusesAddresses extends StreamsBroken {
    RefusesAddresses(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(String host, int port) {
      return coroutine(() -> {
        throw new IllegalArgumentException(host + " " + port);
      });
    }
  }

  @Fault(
      what = "open_connection raises a RuntimeError if nobody listens.",
      breaks = {"open-connection.address.refused"})
  static final class RaisesSomethingElse extends StreamsBroken {
    RaisesSomethingElse(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(String host, int port) {
      return coroutine(() -> {
        try {
          return await(super.openConnection(host, port));
        } catch (IOException refused) {
          throw new IllegalStateException(refused);
        }
      });
    }
  }

  @Fault(
      what = "A writer does not close the socket that was given.",
      breaks = {"open-connection.sock.owned"},
      ripples = {"stream-writer.*"})
  static final class LeavesTheSocketOpen extends StreamsBroken {
    LeavesTheSocketOpen(LoopClock clock) {
      super(clock);
    }

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void close() {
          // The socket is somebody else's.
        }
      };
    }
  }

  @Fault(
      what = "Without a limit a reader has one of 32 KiB.",
      breaks = {"open-connection.limit.default"})
  static final class HasAnotherLimit extends StreamsBroken {
    HasAnotherLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(Socket sock) {
      return openConnection(sock, 32 * 1024);
    }
  }

  @Fault(
      what = "Without a limit the readers of a server have one of 32 KiB.",
      breaks = {"start-server.limit.default"})
  static final class ServesWithAnotherLimit extends StreamsBroken {
    ServesWithAnotherLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(StreamHandler handler, Socket sock) {
      return startServer(handler, sock, 32 * 1024);
    }
  }

  @Fault(
      what = "open_connection ignores the limit.",
      breaks = {"open-connection.limit.given"},
      ripples = {
        "stream-reader.readline.limit",
        "stream-reader.readline.limit-drops",
        "stream-reader.readuntil.limit*",
        "stream-reader.readuntil.several-limit",
        "stream-reader.limit.*"
      })
  static final class IgnoresTheGivenLimit extends StreamsBroken {
    IgnoresTheGivenLimit(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(Socket sock, int limit) {
      return super.openConnection(sock, StreamConnections.LIMIT);
    }
  }

  @Fault(
      what = "A plain callback is called twice for a client.",
      breaks = {"start-server.callback.plain"})
  static final class CallsTwice extends StreamsBroken {
    CallsTwice(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(StreamHandler handler, Socket sock, int limit) {
      return super.startServer(
          (reader, writer) -> {
            Coroutine<?> coroutine = handler.clientConnected(reader, writer);
            return coroutine == null ? handler.clientConnected(reader, writer) : coroutine;
          },
          sock,
          limit);
    }
  }

  @Fault(
      what = "What a coroutine function returns runs, but is no task.",
      breaks = {"start-server.callback.coroutine"})
  static final class DrivesByHand extends StreamsBroken {
    DrivesByHand(LoopClock clock) {
      super(clock);
    }

    @Override
    void start(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
      try {
        if (coroutine.send(null) instanceof Step.Suspended<?>(AsyncFuture<?> on)) {
          if (on == null) {
            loop.callSoon(() -> start(loop, coroutine, transport));
          } else {
            on.addDoneCallback(done -> start(loop, coroutine, transport));
          }
        }
      } catch (Exception raised) {
        super.start(
            loop,
            coroutine(() -> {
              throw raised;
            }),
            transport);
      }
    }
  }

  @Fault(
      what = "A connection is closed when the task that serves it has ended.",
      breaks = {"start-server.callback.coroutine"})
  static final class HangsUpBehindTheTask extends StreamsBroken {
    HangsUpBehindTheTask(LoopClock clock) {
      super(clock);
    }

    @Override
    void start(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
      super.start(
          loop,
          coroutine(() -> {
            await(coroutine);
            transport.close();
            return "closed";
          }),
          transport);
    }
  }

  @Fault(
      what = "The callback is called for the first client; the others are hung up on.",
      breaks = {
        "start-server.callback.coroutine",
        "start-server.callback.each",
        "start-server.limit.given",
        "start-server.streams.own"
      })
  static final class ServesOne extends StreamsBroken {
    ServesOne(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(StreamHandler handler, Socket sock, int limit) {
      boolean[] busy = {false};
      return super.startServer(
          (reader, writer) -> {
            if (busy[0]) {
              writer.transport().abort();
              return null;
            }
            busy[0] = true;
            return handler.clientConnected(reader, writer);
          },
          sock,
          limit);
    }
  }

  @Fault(
      what = "All clients of a server are answered to the first.",
      breaks = {"start-server.streams.own"})
  static final class AnswersTheFirst extends StreamsBroken {
    AnswersTheFirst(LoopClock clock) {
      super(clock);
    }

    private @Nullable Transport first;

    @Override
    StreamWriter writer(Transport transport, StreamProtocol protocol) {
      if (first == null) {
        first = transport;
      }
      Transport answered = first;
      return new ConnectionWriter(this, transport, protocol) {
        @Override
        public void write(byte[] data) {
          answered.write(data);
        }
      };
    }
  }

  @Fault(
      what = "start_server ignores the limit.",
      breaks = {"start-server.limit.given"})
  static final class IgnoresTheLimitOfAServer extends StreamsBroken {
    IgnoresTheLimitOfAServer(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(StreamHandler handler, Socket sock, int limit) {
      return super.startServer(handler, sock, StreamConnections.LIMIT);
    }
  }

  @Fault(
      what = "A server does not close the socket that was given.",
      breaks = {"start-server.sock.owned"})
  static final class ListensOn extends StreamsBroken {
    ListensOn(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(StreamHandler handler, Socket sock, int limit) {
      return coroutine(() -> {
        Server server = await(super.startServer(handler, sock, limit));
        return (Server)
            Proxy.newProxyInstance(
                Server.class.getClassLoader(),
                new Class<?>[] {Server.class},
                (proxy, method, given) ->
                    method.getName().equals("close") ? null : method.invoke(server, given));
      });
    }
  }

  @Fault(
      what = "What the task of a client raises is not reported.",
      breaks = {"start-server.callback.raises"})
  static final class IsSilent extends StreamsBroken {
    IsSilent(LoopClock clock) {
      super(clock);
    }

    @Override
    void start(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
      loop.createTask(coroutine)
          .addDoneCallback(done -> {
            if (done.exception() != null) {
              transport.close();
            }
          });
    }
  }

  @Fault(
      what = "Who is served by a task that raises stays connected.",
      breaks = {"start-server.callback.raises-closes"})
  static final class KeepsTheClient extends StreamsBroken {
    KeepsTheClient(LoopClock clock) {
      super(clock);
    }

    @Override
    void start(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
      Transport open =
          (Transport)
              Proxy.newProxyInstance(
                  Transport.class.getClassLoader(),
                  new Class<?>[] {Transport.class},
                  (proxy, method, given) ->
                      method.getName().equals("close") ? null : method.invoke(transport, given));
      super.start(loop, coroutine, open);
    }
  }

  @Fault(
      what = "Who is served by a callback that raises stays connected.",
      breaks = {"start-server.callback.plain-raises"})
  static final class KeepsTheClientOfACallback extends StreamsBroken {
    KeepsTheClientOfACallback(LoopClock clock) {
      super(clock);
    }

    @Override
    void end(EventLoop loop, @Nullable Throwable raised, Transport transport) {
      loop.callExceptionHandler(
          Map.of("message", "in a callback", "exception", Objects.requireNonNull(raised)));
    }
  }

  @Fault(
      what = "open_connection keeps to itself where the connection is to come from.",
      breaks = {"open-connection.arguments.passed"})
  static final class ComesFromAnywhere extends StreamsBroken {
    ComesFromAnywhere(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(String host, int port, Address localAddr) {
      return openConnection(host, port);
    }
  }

  @Fault(
      what = "open_connection forgets how the host is to be looked up.",
      breaks = {"open-connection.arguments.passed"})
  static final class ForgetsTheFlags extends StreamsBroken {
    ForgetsTheFlags(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(
        String host, int port, Object family, Object flags) {
      return super.openConnection(host, port, family, 0);
    }
  }

  @Fault(
      what = "A client is served when the one before it was.",
      breaks = {"start-server.callback.coroutine"})
  static final class ServesOneAfterTheOther extends StreamsBroken {
    private @Nullable Task<?> before;

    ServesOneAfterTheOther(LoopClock clock) {
      super(clock);
    }

    @Override
    void start(EventLoop loop, Coroutine<?> coroutine, Transport transport) {
      Task<?> last = before;
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                if (last != null) {
                  await(waiting(List.of(last)));
                }
                return await(coroutine);
              }));
      before = task;
      super.start(loop, coroutine(() -> await(task)), transport);
    }
  }

  /** A module that knows the loop that it has made last. */
  abstract static class KnowsItsLoop extends StreamsBroken {
    private @Nullable EventLoop last;

    KnowsItsLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop newEventLoop() {
      EventLoop loop = super.newEventLoop();
      last = loop;
      return loop;
    }

    <T extends @Nullable Object> Coroutine<T> given(Coroutine<T> operation) {
      return new GivenFuture<>((BaseEventLoop) Objects.requireNonNull(last), operation);
    }
  }

  @Fault(
      what = "open_connection gives a future.",
      breaks = {"open-connection.pair.coroutine"})
  static final class GivesAFuture extends KnowsItsLoop {
    GivesAFuture(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<List<Object>> openConnection(Socket sock) {
      return given(super.openConnection(sock));
    }
  }

  @Fault(
      what = "start_server gives a future.",
      breaks = {"start-server.streams.coroutine"})
  static final class GivesAFutureOfAServer extends KnowsItsLoop {
    GivesAFutureOfAServer(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<Server> startServer(StreamHandler clientConnectedCb, Socket sock) {
      return given(super.startServer(clientConnectedCb, sock));
    }
  }
}
