package io.asynciotck.api.io;

/**
 * What an event loop does with descriptors, sockets, connections and names. A loop that has none of
 * it raises {@link UnsupportedOperationException}, as asyncio's abstract loop raises {@code
 * NotImplementedError}.
 *
 * <p>Python: the part of {@code asyncio.AbstractEventLoop} that is about input and output. Source:
 * asyncio-eventloop.
 */
public interface LoopInputOutput
    extends LoopDescriptors,
        LoopSockets,
        LoopConnections,
        LoopServers,
        LoopUnixSockets,
        LoopNames {}
