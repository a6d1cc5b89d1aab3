package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls and the standard output of this process. */
final class LocalLooks implements Looks {
  private final Asyncio asyncio;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private @Nullable PrintStream before;

  LocalLooks(Asyncio asyncio) {
    this.asyncio = asyncio;
  }

  @Override
  public Coroutine<@Nullable Void> nestedCalls(AsyncFuture<@Nullable Void> future) {
    return asyncio.coroutine(() -> outermost(future));
  }

  private @Nullable Void outermost(AsyncFuture<@Nullable Void> future) throws Exception {
    return midway(future);
  }

  private @Nullable Void midway(AsyncFuture<@Nullable Void> future) throws Exception {
    return innermost(future);
  }

  private @Nullable Void innermost(AsyncFuture<@Nullable Void> future) throws Exception {
    return asyncio.await(future);
  }

  @Override
  public void beginPrinting() {
    before = System.out;
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @Override
  public String printed() {
    if (before != null) {
      System.setOut(before);
      before = null;
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
