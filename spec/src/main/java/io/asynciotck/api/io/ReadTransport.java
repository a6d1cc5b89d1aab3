package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/**
 * What transports have on which a protocol receives.
 *
 * <p>Python: {@code asyncio.ReadTransport}. Source: asyncio-protocol, Read-only Transports.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface ReadTransport extends BaseTransport {

  /**
   * Whether something would be received if it came.
   *
   * @return whether it would
   */
  boolean isReading();

  /** Receives nothing until {@link #resumeReading}. */
  void pauseReading();

  /** Receives again. */
  void resumeReading();
}
