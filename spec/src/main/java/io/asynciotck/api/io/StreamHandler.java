package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/** Called for each client of a server that speaks by streams: a plain callback or a coroutine. */
@FunctionalInterface
@OfClass(ConformanceClass.STREAMS)
public interface StreamHandler {
  /**
   * Takes a client.
   *
   * @param reader what comes from it
   * @param writer what goes to it
   * @return a coroutine that is to be run as a task, or null
   */
  @Nullable Coroutine<?> clientConnected(StreamReader reader, StreamWriter writer);
}
