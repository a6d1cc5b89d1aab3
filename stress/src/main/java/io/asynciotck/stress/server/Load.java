package io.asynciotck.stress.server;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a client does to a server.
 *
 * @param style how connections are used
 * @param requestBytes how much is sent at a time; an echo is as long
 * @param responseBytes how much comes back
 * @param busy how many connections are used at the same time
 * @param idle how many more connections there are, which are used once and then only stay
 * @param warmUpMillis how long it goes on before anything is measured
 * @param millis how long it is measured
 * @param requests how many requests end it, if that comes first
 */
public record Load(
    Style style,
    int requestBytes,
    int responseBytes,
    int busy,
    int idle,
    int warmUpMillis,
    int millis,
    int requests) {

  /** How connections are used. */
  public enum Style {
    /** Each for one request after the other; only the first answer is looked at in detail. */
    KEPT,
    /** As before, and each byte of each answer is compared. */
    CHECKED,
    /** Each for one request. */
    NEW
  }

  /** One request after the other, each of which comes back. */
  public static Load echo(int bytes, int busy) {
    return new Load(Style.KEPT, bytes, bytes, busy, 0, 0, 0, Integer.MAX_VALUE);
  }

  /** Requests of one byte, which bring this much. */
  public static Load download(int bytes, int busy) {
    return new Load(Style.KEPT, 1, bytes, busy, 0, 0, 0, Integer.MAX_VALUE);
  }

  /** One connection after the other, each for one byte that comes back. */
  public static Load connections(int busy) {
    return new Load(Style.NEW, 1, 1, busy, 0, 0, 0, Integer.MAX_VALUE);
  }

  /** The same with more connections that do nothing. */
  public Load withIdle(int count) {
    return new Load(
        style, requestBytes, responseBytes, busy, count, warmUpMillis, millis, requests);
  }

  /** The same in another style. */
  public Load as(Style other) {
    return new Load(other, requestBytes, responseBytes, busy, idle, warmUpMillis, millis, requests);
  }

  /** The same for this long. */
  public Load lasting(int newWarmUpMillis, int newMillis) {
    return new Load(
        style, requestBytes, responseBytes, busy, idle, newWarmUpMillis, newMillis, requests);
  }

  /** The same until this many requests were answered. */
  public Load upTo(int count) {
    return new Load(style, requestBytes, responseBytes, busy, idle, warmUpMillis, millis, count);
  }

  /** Connections of which each is used once. */
  public static Load idle(int count) {
    return new Load(Style.KEPT, 1024, 1024, 0, count, 0, 0, Integer.MAX_VALUE);
  }

  /** Whether nothing goes on that could be measured but the memory. */
  public boolean isForMemory() {
    return busy == 0;
  }

  /** How many connections there are at the same time. */
  int connections() {
    return busy + idle;
  }

  /** What {@link #of} reads. */
  public List<String> arguments() {
    return Stream.concat(
            Stream.of(style.name()),
            Stream.of(requestBytes, responseBytes, busy, idle, warmUpMillis, millis, requests)
                .map(String::valueOf))
        .toList();
  }

  static Load of(List<String> arguments) {
    int[] numbers = arguments.stream().skip(1).mapToInt(Integer::parseInt).toArray();
    return new Load(
        Style.valueOf(arguments.getFirst()),
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6]);
  }
}
