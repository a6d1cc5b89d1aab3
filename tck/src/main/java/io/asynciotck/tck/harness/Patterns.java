package io.asynciotck.tck.harness;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Socket;
import java.io.IOException;
import java.util.List;

/**
 * Makes and checks much data on the side of the implementation, so that it need not be sent from
 * there to the kit. It is named by a seed, and each of its bytes says where it stands.
 */
public interface Patterns {

  /** By how much a byte is above the one before. */
  int STEP = 31;

  /** How many bytes go up by this step; then it is another one, once. */
  int ROW = 251;

  /** After how many bytes a pattern repeats itself. */
  int PERIOD = ROW * 256;

  /**
   * Returns a part of a pattern, on this side.
   *
   * @param start where the part begins
   * @param length how long it is
   * @param seed which pattern
   */
  static byte[] bytes(int start, int length, int seed) {
    return PatternBlock.of(seed).part(start, length);
  }

  /** Makes the beginning of a pattern. */
  Buffer pattern(int length, int seed);

  /**
   * Sends as much of a pattern as the socket takes, without waiting.
   *
   * @param start how much of the pattern was sent before
   * @param length where the pattern ends
   * @return how many bytes that was
   * @throws IOException if the socket cannot be written
   */
  int send(Socket socket, int start, int length, int seed) throws IOException;

  /**
   * Receives what is there, without waiting.
   *
   * @param start how much of the pattern has come before
   * @return how many bytes that was, whether they are what the pattern goes on with, and whether
   *     the other side has ended
   * @throws IOException if the socket cannot be read
   */
  List<Object> receive(Socket socket, int start, int seed) throws IOException;

  /**
   * Receives what is there, without waiting, and says what that was.
   *
   * @return the bytes as text, {@code the end} or {@code nothing}
   * @throws IOException if the socket cannot be read
   */
  String seen(Socket socket) throws IOException;

  /** Returns whether the first bytes of a buffer are what a pattern has from a place on. */
  boolean fits(Buffer buffer, int count, int start, int seed);
}
