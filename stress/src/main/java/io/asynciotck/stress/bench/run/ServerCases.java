package io.asynciotck.stress.bench.run;

import static io.asynciotck.stress.bench.run.Gate.atLeast;
import static io.asynciotck.stress.bench.run.Gate.atMostTimes;
import static io.asynciotck.stress.bench.run.Peer.C;
import static io.asynciotck.stress.bench.run.Peer.CPYTHON;
import static io.asynciotck.stress.bench.run.Peer.NETTY;
import static io.asynciotck.stress.bench.run.Peer.NETTY_EPOLL;
import static io.asynciotck.stress.bench.run.Peer.REFERENCE;
import static io.asynciotck.stress.bench.run.Peer.UVLOOP;
import static io.asynciotck.stress.bench.run.Peer.VERTX;

import io.asynciotck.stress.server.Load;
import io.asynciotck.stress.server.ServerProcess;
import java.util.List;

/**
 * The cases of servers. The expectations were set from measurements of servers on bare {@code
 * java.nio} that had the shape of asyncio: the kernel's work is most of what a request costs, so
 * that all who do nothing needless are close to one another.
 */
final class ServerCases {
  private static final int KIB = 1024;
  private static final int FEW = 10;
  private static final int MANY = 100;
  private static final int VERY_MANY = 10_000;
  private static final int FILE = 1_000_000;
  private static final String IDLE = "connections beside 10 that are busy";

  private ServerCases() {}

  static List<Case> all() {
    return List.of(
        echoByProtocol(FEW),
        echoByProtocol(MANY),
        echoByStreams(FEW),
        echoByStreams(MANY),
        of("echo-1k-buffered-10", "echo of 1 KiB, 10 connections, buffered protocol")
            .load(Load.echo(KIB, FEW))
            .servers("echo-buffered", REFERENCE)
            .servers("echo", C, NETTY)
            .servers("echo-buffered", CPYTHON, UVLOOP)
            .build(),
        of("echo-1k-sockets-10", "echo of 1 KiB, 10 connections, sock_recv and sock_sendall")
            .load(Load.echo(KIB, FEW))
            .servers("echo-sockets", REFERENCE, CPYTHON, UVLOOP)
            .build(),
        of("echo-64k-10", "echo of 64 KiB, 10 connections, protocol")
            .load(Load.echo(64 * KIB, FEW))
            .servers("echo-protocol", REFERENCE)
            .servers("echo", C, NETTY, NETTY_EPOLL, VERTX)
            .servers("echo-protocol", CPYTHON, UVLOOP)
            .gate(atLeast(NETTY, 0.9, 1))
            .gate(atLeast(CPYTHON, 0.75, 1))
            .build(),
        of("echo-64k-buffered-10", "echo of 64 KiB, 10 connections, buffered protocol")
            .load(Load.echo(64 * KIB, FEW))
            .servers("echo-buffered", REFERENCE)
            .servers("echo", C, NETTY)
            .servers("echo-buffered", CPYTHON, UVLOOP)
            .gate(atLeast(C, 0.85))
            .gate(atLeast(NETTY, 1.05, 1.15))
            .gate(atLeast(CPYTHON, 0.95, 1))
            .build(),
        of("echo-64k-streams-10", "echo of 64 KiB, 10 connections, streams")
            .load(Load.echo(64 * KIB, FEW))
            .servers("echo-streams", REFERENCE)
            .servers("echo", NETTY, VERTX)
            .servers("echo-streams", CPYTHON, UVLOOP)
            .build(),
        echoBesideIdle(MANY),
        echoBesideIdle(VERY_MANY),
        of("connection-life", "a connection: accepted, used once, closed; 10 at a time")
            .load(Load.connections(FEW))
            .servers("echo-protocol", REFERENCE)
            .servers("echo", C, NETTY, NETTY_EPOLL, VERTX)
            .servers("echo-protocol", CPYTHON, UVLOOP)
            .build(),
        of("sendfile", "sendfile of a megabyte, 4 connections")
            .with("bytes", FILE)
            .load(Load.download(FILE, 4))
            .servers("sendfile", REFERENCE, C, NETTY, NETTY_EPOLL, VERTX, CPYTHON)
            .build(),
        of("connection-bytes", "memory of a connection, " + VERY_MANY)
            .with("connections", VERY_MANY)
            // The first one is not counted.
            .load(Load.idle(VERY_MANY + 1))
            .servers("memory", REFERENCE, NETTY, NETTY_EPOLL, VERTX, CPYTHON, UVLOOP)
            .build());
  }

  private static Case echoByProtocol(int connections) {
    return of("echo-1k-" + connections, "echo of 1 KiB, " + connections + " connections, protocol")
        .load(Load.echo(KIB, connections))
        .servers("echo-protocol", REFERENCE)
        .servers("echo", C, NETTY, NETTY_EPOLL, VERTX)
        .servers("echo-protocol", CPYTHON, UVLOOP)
        .gate(atMostTimes(C, 1.15, 1.1))
        .gate(atLeast(NETTY, 1.05, 1.1))
        .gate(atLeast(NETTY_EPOLL, 1, 1.05))
        .gate(atLeast(CPYTHON, 1.3, 1.4))
        .gate(atLeast(UVLOOP, 1, 1.05))
        .build();
  }

  private static Case echoByStreams(int connections) {
    return of(
            "echo-1k-streams-" + connections,
            "echo of 1 KiB, " + connections + " connections, streams")
        .load(Load.echo(KIB, connections))
        .servers("echo-streams", REFERENCE)
        .servers("echo", NETTY)
        .servers("echo-streams", CPYTHON, UVLOOP)
        .gate(atLeast(NETTY, 0.95, 1.03))
        .gate(atLeast(CPYTHON, 1.8, 2.1))
        .gate(atLeast(UVLOOP, 1.25, 1.4))
        .build();
  }

  private static Case echoBesideIdle(int idle) {
    return of(
            "echo-1k-10-beside-" + idle,
            "echo of 1 KiB, 10 connections beside " + idle + " idle ones")
        .with("idle", idle)
        .growing(IDLE)
        .load(Load.echo(KIB, FEW).withIdle(idle))
        .servers("echo-protocol", REFERENCE)
        .servers("echo", C, NETTY)
        .servers("echo-protocol", UVLOOP)
        .build();
  }

  private static Case.Builder of(String id, String title) {
    return Case.of(id, title, ServerProcess.class);
  }
}
