package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loop of which one operation on sockets is broken. */
abstract class BrokenSocketCall extends SelectorEventLoop {
  private final String method;

  /**
   * Breaks one operation.
   *
   * @param method its name in Python
   */
  BrokenSocketCall(BaseAsyncio asyncio, LoopClock clock, String method) {
    super(asyncio, clock);
    this.method = method;
  }

  /** Breaks what the operation returns. */
  abstract <T extends @Nullable Object> Coroutine<T> broken(Coroutine<T> operation);

  private <T extends @Nullable Object> Coroutine<T> of(String called, Coroutine<T> operation) {
    return called.equals(method) ? broken(operation) : operation;
  }

  @Override
  public Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
    return of("sock_recv", super.sockRecv(sock, nbytes));
  }

  @Override
  public Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
    return of("sock_recv_into", super.sockRecvInto(sock, buf));
  }

  @Override
  public Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
    return of("sock_recvfrom", super.sockRecvfrom(sock, bufsize));
  }

  @Override
  public Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
    return of("sock_recvfrom_into", super.sockRecvfromInto(sock, buf));
  }

  @Override
  public Coroutine<List<Object>> sockAccept(Socket sock) {
    return of("sock_accept", super.sockAccept(sock));
  }

  @Override
  public Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
    return of("sock_sendall", super.sockSendall(sock, data));
  }
}
