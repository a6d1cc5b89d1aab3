package io.asynciotck.reference;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.seams.Seam;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The asynchronous generators that have begun in a loop and have not ended. */
public class OpenGenerators {
  private final BaseAsyncio asyncio;
  private final BaseEventLoop loop;
  private final Set<AsyncGenerator<?>> open = new LinkedHashSet<>();
  private boolean shutDown;

  /** None, for a loop of a module. */
  public OpenGenerators(BaseAsyncio asyncio, BaseEventLoop loop) {
    this.asyncio = asyncio;
    this.loop = loop;
  }

  /** Called when the first value of a generator is asked for. */
  @Seam
  public void begins(AsyncGenerator<?> generator) {
    if (shutDown) {
      // Rule: loop.shutdown-asyncgens.warns
      warn(generator);
    }
    open.add(generator);
  }

  /** Warns of a generator that nobody will close. */
  @Seam
  protected void warn(AsyncGenerator<?> generator) {
    System.getLogger("asyncio")
        .log(
            System.Logger.Level.WARNING,
            "An asynchronous generator begins after shutdown_asyncgens: " + generator);
  }

  /** Called when a generator has ended, for whatever reason. */
  @Seam
  public void ended(AsyncGenerator<?> generator) {
    // Rule: loop.shutdown-asyncgens.ended
    open.remove(generator);
  }

  /** A generator that a program may let go of. */
  public interface Held {
    /** Returns whether the program can still get at it. */
    boolean isHeld();
  }

  /** Begins to close those that nobody holds any longer; called when the loop begins to run. */
  @Seam
  protected void closeGarbage() {
    // Rule: loop.asyncgen.dropped, loop.asyncgen.dropped-once
    for (AsyncGenerator<?> generator : List.copyOf(open)) {
      if (generator instanceof Held own && !own.isHeld()) {
        open.remove(generator);
        loop.<@Nullable Void>createTask(closing(generator));
      }
    }
  }

  private Coroutine<@Nullable Void> closing(AsyncGenerator<?> generator) {
    return asyncio.coroutine(() -> asyncio.await(generator.aclose()));
  }

  /** Closes all of them, at the same time, and waits for their clean-ups. */
  @Seam
  protected void shutDown() throws Exception {
    shutDown = true;
    // Rule: loop.shutdown-asyncgens.cleared
    List<AsyncGenerator<?>> closing = new ArrayList<>(open);
    open.clear();
    List<Task<?>> tasks = new ArrayList<>();
    // Rule: loop.shutdown-asyncgens.closes
    for (AsyncGenerator<?> generator : closing) {
      tasks.add(asyncio.<@Nullable Void>createTask(closing(generator)));
    }
    if (!tasks.isEmpty()) {
      // Rule: loop.shutdown-asyncgens.{waits, each}
      asyncio.await(asyncio.gather(true, tasks.toArray(Task<?>[]::new)));
    }
    for (int i = 0; i < tasks.size(); i++) {
      report(closing.get(i), tasks.get(i));
    }
  }

  private void report(AsyncGenerator<?> generator, Task<?> closed) {
    @Nullable Throwable raised = closed.isCancelled() ? null : closed.exception();
    if (raised != null) {
      // Rule: loop.shutdown-asyncgens.reported
      loop.callExceptionHandler(
          Report.of("An error occurred while an asynchronous generator was closed", raised)
              .with("asyncgen", generator)
              .context());
    }
  }
}
