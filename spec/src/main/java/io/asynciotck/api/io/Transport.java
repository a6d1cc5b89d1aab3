package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;

/**
 * A connection, as a protocol uses it.
 *
 * <p>Python: {@code asyncio.Transport}. Source: asyncio-protocol.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface Transport extends ReadTransport, WriteTransport {}
