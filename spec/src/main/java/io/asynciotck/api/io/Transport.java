package io.asynciotck.api.io;

/**
 * A connection, as a protocol uses it.
 *
 * <p>Python: {@code asyncio.Transport}. Source: asyncio-protocol.
 */
public interface Transport extends ReadTransport, WriteTransport {}
