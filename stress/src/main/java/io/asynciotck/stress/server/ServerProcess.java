package io.asynciotck.stress.server;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A server on a loop in this JVM: {@code LOOP SERVICE SIZE}. It says on its standard output where
 * it listens and which process it is, as JSON, and ends when its standard input does.
 */
public final class ServerProcess {
  /** The services, by their names on the command line. */
  enum Service {
    /** Gives back what it is given, in the only way there is. */
    ECHO,
    /** Gives back what it is given, by a protocol that is given bytes. */
    ECHO_PROTOCOL,
    /** The same, by a protocol that has a buffer. */
    ECHO_BUFFERED,
    /** The same, by a coroutine with streams. */
    ECHO_STREAMS,
    /** The same, by a coroutine that receives from the socket and sends to it. */
    ECHO_SOCKETS,
    /** Sends a file of the size for each byte that comes. */
    SENDFILE,
    /** Echo by a protocol; says what memory a connection takes when there are this many. */
    MEMORY;

    static Service named(String name) {
      return Arrays.stream(values())
          .filter(service -> service.isNamed(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("No service is called `" + name + "`"));
    }

    private boolean isNamed(String name) {
      return name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name);
    }
  }

  /** As many as asyncio lets wait at most. */
  static final int BACKLOG = 128;

  private static final int COLLECTIONS = 3;

  /** Whether there is such a service. */
  public static boolean serves(String name) {
    return Arrays.stream(Service.values()).anyMatch(service -> service.isNamed(name));
  }

  private ServerProcess() {}

  /** Whether a loop runs here. */
  public static boolean hasLoop(String name) {
    return !name.equals(NettyServer.EPOLL) || NettyServer.hasEpoll();
  }

  /** Serves until the standard input ends. */
  public static void main(String[] arguments) throws Exception {
    Thread.ofPlatform().daemon().start(ServerProcess::endWithInput);
    Service service = Service.named(arguments[1]);
    int size = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "reference" -> {
        ReferenceServer server = new ReferenceServer(service, size);
        announce(server.listen());
        server.run();
      }
      case VertxServer.NAME -> VertxServer.run(service, size);
      default -> NettyServer.run(arguments[0], service, size);
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything: only the end counts.
      }
    } catch (IOException gone) {
      // As good as the end.
    }
    System.exit(0);
  }

  /** Tells who started this process where the server listens. */
  static void announce(int port) {
    say("{\"port\": %d, \"pid\": %d}".formatted(port, ProcessHandle.current().pid()));
  }

  @SuppressWarnings("SystemOut") // this is how the processes talk
  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** A file of a size, with a pattern in it, that is gone with the process. */
  static Path newFile(int size) throws IOException {
    Path file = Files.createTempFile("asyncio-tck-sendfile", null);
    Files.write(file, Pattern.bytes(size));
    file.toFile().deleteOnExit();
    return file;
  }

  /** Says what a connection takes once there are so many that have been used. */
  static final class Memory {
    private final int count;
    private int used;
    private long before;

    Memory(int count) {
      this.count = count;
    }

    /** Hears of a connection that was used for the first time. */
    void connectionUsed() {
      used++;
      if (used == 1) {
        // The first one has loaded the classes.
        before = inUse();
      } else if (used == count + 1) {
        say("{\"bytes\": %.1f}".formatted((double) (inUse() - before) / count));
      }
    }

    private static long inUse() {
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
      }
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }
  }
}
