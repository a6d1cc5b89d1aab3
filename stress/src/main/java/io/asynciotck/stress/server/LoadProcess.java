package io.asynciotck.stress.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The client of a server: {@code PORT PID LOAD…}. It says as JSON what a request has cost the
 * server in processor time, and how many there were in a second; of a load with no busy connection
 * it says nothing, and keeps the idle ones until its standard input ends.
 */
public final class LoadProcess {
  /** There is something wrong with what came back. */
  public static final int WRONG = 1;

  /** The load could not be made here. */
  private static final int NOT_POSSIBLE = 3;

  /** In which unit the system counts processor time for programs. */
  private static final long TICK_NANOS = 10_000_000;

  /** Where in the file the time in the program is counted, behind the name; then in the system. */
  private static final int USER_TICKS = 11;

  private LoadProcess() {}

  /** Makes the load, and exits with 1 if something wrong came back and 3 if it was not possible. */
  public static void main(String[] arguments) {
    List<String> all = Arrays.asList(arguments);
    int port = Integer.parseInt(arguments[0]);
    long server = Long.parseLong(arguments[1]);
    Load load = Load.of(all.subList(2, all.size()));
    try {
      Descriptors.requireFor(load.connections());
      run(load, port, server);
    } catch (WrongAnswerException wrong) {
      exit(WRONG, String.valueOf(wrong.getMessage()));
    } catch (IOException failed) {
      exit(NOT_POSSIBLE, String.valueOf(failed.getMessage()));
    }
  }

  @SuppressWarnings("SystemOut") // this is how the processes talk
  private static void exit(int status, String why) {
    System.err.println(why);
    System.exit(status);
  }

  @SuppressWarnings("SystemOut")
  private static void run(Load load, int port, long server) throws IOException {
    try (LoadClient client = new LoadClient(load, port)) {
      client.openIdle();
      if (load.busy() == 0) {
        while (System.in.read() >= 0) {
          // Nobody says anything: only the end counts.
        }
        return;
      }
      client.openBusy();
      client.runFor(TimeUnit.MILLISECONDS.toNanos(load.warmUpMillis()));
      client.beginWindow();
      long processorTime = processorNanos(server);
      long answered = client.answered();
      long begin = System.nanoTime();
      client.runFor(TimeUnit.MILLISECONDS.toNanos(load.millis()));
      long requests = client.answered() - answered;
      double seconds = (System.nanoTime() - begin) / 1e9;
      double cost = (double) (processorNanos(server) - processorTime) / requests;
      System.out.printf(
          Locale.ROOT,
          "{\"ns\": %.1f, \"rate\": %.1f, \"requests\": %d, \"served\": %d}%n",
          cost,
          requests / seconds,
          requests,
          client.served());
    }
  }

  /** The processor time that a process has used, in itself and in the system. */
  private static long processorNanos(long pid) throws IOException {
    String counters = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // The name of the program may have anything in it, and ends with the last parenthesis.
    String[] numbers = counters.substring(counters.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(numbers[USER_TICKS]) + Long.parseLong(numbers[USER_TICKS + 1]);
    return ticks * TICK_NANOS;
  }
}
