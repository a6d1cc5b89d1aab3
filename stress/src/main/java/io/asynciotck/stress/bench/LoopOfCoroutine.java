package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A loop of the implementation under test in which one coroutine at a time runs to its end. */
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
@State(Scope.Thread)
public class LoopOfCoroutine {
  private EventLoop loop;

  @Setup
  public void open() {
    BareContinuation.mustBeAvailable(true);
    loop = newLoop();
  }

  void run(CoroutineBody<@Nullable Void> main) throws Exception {
    loop.runUntilComplete(ASYNCIO.coroutine(main));
  }

  @TearDown
  public void close() {
    loop.close();
  }
}
