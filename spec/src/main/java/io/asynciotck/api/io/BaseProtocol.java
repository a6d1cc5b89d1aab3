package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What all protocols hear of: their end, and how fast they may send. Users implement one of the
 * interfaces below it; each method is called by the loop.
 *
 * <p>Python: {@code asyncio.BaseProtocol}, but for {@code connection_made}, whose argument depends
 * on the kind of the protocol. Source: asyncio-protocol, Base Protocol.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface BaseProtocol {

  /**
   * The connection is gone. Called once, last.
   *
   * @param exc why, or null if it was closed as it should be
   */
  default void connectionLost(@Nullable Throwable exc) {}

  /** So much waits to be sent that no more should be written. */
  default void pauseWriting() {}

  /** So little waits to be sent that more may be written. */
  default void resumeWriting() {}
}
