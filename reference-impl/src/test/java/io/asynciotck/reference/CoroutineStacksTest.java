package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a coroutine can have on its stack, on either mechanism. */
class CoroutineStacksTest {

  @OnEachMechanism
  void aThousandFramesSuspendAndResume(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();

    int depth = asyncio.run(asyncio.coroutine(() -> descend(asyncio, 1_000)));

    assertThat(depth).isEqualTo(1_000);
  }

  private static int descend(ReferenceAsyncio asyncio, int frames) throws Exception {
    if (frames == 0) {
      asyncio.await(asyncio.sleep(Duration.ZERO));
      return 0;
    }
    int below = descend(asyncio, frames - 1);
    if (frames % 100 == 0) {
      asyncio.await(asyncio.sleep(Duration.ZERO));
    }
    return below + 1;
  }

  @OnEachMechanism
  void threeHundredCoroutinesThatAwaitOneAnotherSuspendAndResume(Mechanism mechanism)
      throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();

    int depth = asyncio.run(chain(asyncio, 300));

    assertThat(depth).isEqualTo(300);
  }

  private static Coroutine<Integer> chain(ReferenceAsyncio asyncio, int links) {
    return asyncio.coroutine(() -> {
      if (links == 0) {
        asyncio.await(asyncio.sleep(Duration.ZERO));
        return 0;
      }
      return asyncio.await(chain(asyncio, links - 1)) + 1;
    });
  }

  @OnEachMechanism
  void cancellingASuspendedCoroutineRunsItsFinallyBlocksFromTheInside(Mechanism mechanism)
      throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    List<String> trace = new ArrayList<>();

    asyncio.run(
        asyncio.coroutine(() -> {
          AsyncFuture<@Nullable Void> never = asyncio.getRunningLoop().createFuture();
          Task<@Nullable Void> task =
              asyncio.createTask(
                  asyncio.coroutine(() -> {
                    try {
                      asyncio.await(waitTidily(asyncio, never, trace));
                    } finally {
                      trace.add("outer finally");
                    }
                    return null;
                  }));
          asyncio.await(asyncio.sleep(Duration.ZERO));
          task.cancel();
          try {
            asyncio.await(task);
          } catch (CancelledError cancelled) {
            trace.add("cancelled");
          }
          return null;
        }));

    assertThat(trace).containsExactly("inner finally", "outer finally", "cancelled");
  }

  private static Coroutine<@Nullable Void> waitTidily(
      ReferenceAsyncio asyncio, AsyncFuture<@Nullable Void> future, List<String> trace) {
    return asyncio.coroutine(() -> {
      try {
        return asyncio.await(future);
      } finally {
        trace.add("inner finally");
      }
    });
  }

  @OnEachMechanism
  void aCoroutineSeesTheLoopAndTheTaskThatDriveIt(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    List<@Nullable Object> seen = new ArrayList<>();

    asyncio.run(
        asyncio.coroutine(() -> {
          EventLoop loop = asyncio.getRunningLoop();
          Task<?> task = asyncio.currentTask();
          asyncio.await(asyncio.sleep(Duration.ZERO));
          seen.add(asyncio.getRunningLoop() == loop);
          seen.add(asyncio.currentTask() == task);
          seen.add(Objects.requireNonNull(task).getLoop() == loop);
          return null;
        }));

    assertThat(seen).containsExactly(true, true, true);
  }

  @OnEachMechanism
  void aCoroutineDrivenByHandInsideATaskIsTheInnermost(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();

    List<Object> on =
        asyncio.run(
            asyncio.coroutine(() -> {
              AsyncFuture<Integer> future = asyncio.getRunningLoop().createFuture();
              Coroutine<Integer> inner = asyncio.coroutine(() -> asyncio.await(future) + 1);
              List<Object> steps = new ArrayList<>();
              steps.add(inner.send(null));
              future.setResult(41);
              asyncio.await(asyncio.sleep(Duration.ZERO));
              steps.add(inner.send(null));
              return steps;
            }));

    assertThat(on).hasToString("[Suspended[on=<Future finished result=41>], Returned[value=42]]");
  }

  @OnEachMechanism
  void aTaskOfALoopThatACoroutineRunsIsTheInnermost(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    Coroutine<Integer> driver =
        asyncio.coroutine(() -> {
          int inner =
              asyncio.run(asyncio.coroutine(() -> asyncio.await(asyncio.sleep(Duration.ZERO, 20))));
          asyncio.await(asyncio.sleep(Duration.ZERO));
          return inner + 1;
        });

    assertThat(driver.send(null)).hasToString("Suspended[on=null]");
    assertThat(driver.send(null)).hasToString("Returned[value=21]");
  }
}
