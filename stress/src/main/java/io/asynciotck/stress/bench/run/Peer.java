package io.asynciotck.stress.bench.run;

import java.util.Arrays;
import java.util.Optional;

/** What is measured. */
public enum Peer {
  REFERENCE("reference", "reference", true),
  FLOOR("floor", "floor", true),
  NETTY("netty", "Netty", true),
  NETTY_HANDLE("netty-handle", "Netty, a handle per call", true),
  NETTY_EPOLL("netty-epoll", "Netty, epoll", true),
  VERTX("vertx", "Vert.x", true),
  WHEEL("wheel", "Netty HashedWheelTimer", true),
  KOTLINX("kotlinx", "kotlinx.coroutines", true),
  C("c", "C, epoll", false),
  CPYTHON("cpython", "CPython", false),
  UVLOOP("uvloop", "uvloop", false);

  private final String id;
  private final String title;
  private final boolean inJvm;

  Peer(String id, String title, boolean inJvm) {
    this.id = id;
    this.title = title;
    this.inJvm = inJvm;
  }

  /** The name in files. */
  String id() {
    return id;
  }

  /** The name for people. */
  String title() {
    return title;
  }

  /** Whether it runs in a JVM: under JMH, unless it is a server. */
  boolean isInJvm() {
    return inJvm;
  }

  static Optional<Peer> ofId(String id) {
    return Arrays.stream(values()).filter(peer -> peer.id.equals(id)).findFirst();
  }
}
