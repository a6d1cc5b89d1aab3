package io.asynciotck.stress.soak;

import io.asynciotck.stress.server.Descriptors;
import io.asynciotck.stress.server.Load;
import io.asynciotck.stress.server.LoadProcess;
import io.asynciotck.stress.server.ReferenceServer;
import io.asynciotck.stress.server.TalkingProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Servers with a load from another process, which looks at each byte that comes back. */
final class Scale {
  private static final int MEBIBYTE = 1 << 20;
  private static final int REQUEST = 1000;
  private static final int AT_A_TIME = 100;

  /** This many files a JVM may open for itself when something is done for the first time. */
  private static final int SLACK = 50;

  private static final int LONG_MILLIS = 3_600_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** What this process has open when it has done all of this once. */
  private final long descriptors;

  Scale() throws Exception {
    measure(Load.echo(REQUEST, 1).lasting(0, LONG_MILLIS).upTo(AT_A_TIME), SLACK);
    descriptors = Descriptors.open();
  }

  /** Many connections that are all used, for a time. */
  String connections(int count, int seconds) throws Exception {
    Load load = Load.echo(REQUEST, count).as(Load.Style.CHECKED).lasting(0, 1000 * seconds);
    Descriptors.requireFor(count);
    JsonNode answer = checked(load);
    if (answer.path("served").asInt() < count) {
      throw new IllegalStateException(
          "Of %d connections only %s had an answer in %d s"
              .formatted(count, answer.path("served"), seconds));
    }
    return "%d connections, %s answers, %s in a second"
        .formatted(count, answer.path("requests"), rate(answer));
  }

  /** Very many bytes through one connection. */
  String bytes(int mebibytes) throws Exception {
    Load load =
        Load.echo(MEBIBYTE, 1).as(Load.Style.CHECKED).lasting(0, LONG_MILLIS).upTo(mebibytes);
    JsonNode answer = checked(load);
    return "%s MiB there and back, %s in a second".formatted(answer.path("requests"), rate(answer));
  }

  /** Very many connections, one after the other. */
  String accepts(int count) throws Exception {
    JsonNode answer = checked(Load.connections(AT_A_TIME).lasting(0, LONG_MILLIS).upTo(count));
    return "%s connections were accepted and closed, %s in a second"
        .formatted(answer.path("requests"), rate(answer));
  }

  private static String rate(JsonNode answer) {
    return String.format(Locale.ROOT, "%.0f", answer.path("rate").asDouble());
  }

  /** Lets a server have a load, and makes sure that no descriptor is left when it is over. */
  private JsonNode checked(Load load) throws Exception {
    JsonNode answer = measure(load, 0);
    awaitDescriptors(descriptors);
    return answer;
  }

  /** Lets a server have a load, and waits until its connections are closed. */
  private static JsonNode measure(Load load, int slack) throws Exception {
    try (ReferenceServer server = ReferenceServer.ofEcho()) {
      int port = server.listen();
      Thread serving = Thread.ofPlatform().start(server::run);
      try {
        long listening = Descriptors.open();
        JsonNode answer;
        try (TalkingProcess client = TalkingProcess.start(command(port, load))) {
          answer = answer(client);
        }
        awaitDescriptors(listening + slack);
        return answer;
      } finally {
        server.stop();
        serving.join();
      }
    }
  }

  private static JsonNode answer(TalkingProcess client) throws IOException {
    try {
      return client.nextAnswer();
    } catch (IOException failed) {
      if (client.awaitExit() == LoadProcess.WRONG) {
        throw new IllegalStateException(failed.getMessage(), failed);
      }
      throw failed;
    }
  }

  private static List<String> command(int port, Load load) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                LoadProcess.class.getName(),
                Integer.toString(port),
                Long.toString(ProcessHandle.current().pid())));
    command.addAll(load.arguments());
    return command;
  }

  /** The server hears of the end of its connections when the system tells it. */
  private static void awaitDescriptors(long expected) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (Descriptors.open() > expected) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "%d descriptors are left open".formatted(Descriptors.open() - expected));
      }
      Thread.onSpinWait();
    }
  }
}
