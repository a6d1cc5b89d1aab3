package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Callbacks run where and when Python calls them, and may call back. */
final class CallbacksTest extends BridgeTest {

  @Test
  void callbacksNestInTheCallThatRunsThem() {
    loop.callSoon(() -> {
      trace.add("a");
      loop.callSoon(() -> {
        trace.add("c");
        loop.stop();
      });
      trace.add("b");
    });
    loop.runForever();
    trace.add("d");
    assertThat(trace).containsExactly("a", "b", "c", "d");
  }

  @Test
  void callbacksRunInTheThreadThatRunsTheLoop() {
    loop.callSoon(() -> trace.add(Thread.currentThread()));
    runOnce();
    assertThat(trace).containsExactly(Thread.currentThread());
  }

  @Test
  void callsOfAnotherThreadAreMadeByAnotherThreadOfPython() throws Exception {
    loop.setDebug(true);
    FutureTask<String> other =
        new FutureTask<>(() -> {
          try {
            loop.callSoon(() -> {});
            return "allowed";
          } catch (IllegalStateException refused) {
            loop.callSoonThreadsafe(loop::stop);
            return "refused";
          }
        });
    loop.callSoon(() -> Thread.ofPlatform().start(other));
    loop.runForever();
    assertThat(other.get()).isEqualTo("refused");
  }

  @Test
  void anotherThreadCanUseALoopOfItsOwn() throws Exception {
    FutureTask<@Nullable Object> other =
        new FutureTask<>(() -> {
          EventLoop own = asyncio.newEventLoop();
          own.callSoon(() -> trace.add(asyncio.getRunningLoop() == own));
          own.callSoon(own::stop);
          own.runForever();
          own.close();
          return null;
        });
    Thread.ofPlatform().start(other);
    other.get();
    assertThat(trace).containsExactly(true);
  }

  @Test
  void threadsOfPythonCallBackToo() throws Exception {
    Thread tester = Thread.currentThread();
    Callable<List<Object>> function =
        () -> List.of(Thread.currentThread() == tester, loop.isClosed());
    assertThat(loop.runUntilComplete(loop.runInExecutor(null, function)))
        .isEqualTo(List.of(false, false));
  }

  @Test
  void aThreadCanWaitForACoroutineInTheLoop() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    FutureTask<String> other =
        new FutureTask<>(() -> {
          ConcurrentFuture<String> future =
              asyncio.runCoroutineThreadsafe(
                  asyncio.coroutine(() -> {
                    asyncio.await(asyncio.sleep(Duration.ofSeconds(1)));
                    return "result";
                  }),
                  loop);
          future.addDoneCallback(settled -> done.countDown());
          String result = future.result();
          loop.callSoonThreadsafe(loop::stop);
          return result;
        });
    Thread.ofPlatform().start(other);
    loop.runForever();
    assertThat(other.get()).isEqualTo("result");
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theThreadOfATestIsPythonsMainThread() throws Exception {
    FutureTask<String> next =
        new FutureTask<>(() -> {
          session.close();
          openSession();
          AsyncFuture<String> future = loop.createFuture();
          loop.callSoon(() -> future.setResult(Thread.currentThread().getName()));
          return loop.runUntilComplete(future);
        });
    Thread.ofPlatform().name("the next test").start(next);
    assertThat(next.get()).isEqualTo("the next test");
  }

  @Test
  void aCallbackOfTheWrongShapeRaisesInPython() {
    loop.setExceptionHandler((on, context) -> trace.add(context.get("exception")));
    ValueType consumer = ValueType.of(Consumer.class);
    Object function = (Consumer<Object>) trace::add;
    PythonCall call =
        new PythonCall(
            PythonCall.Verb.CALL,
            "call_soon",
            List.of(new PythonCall.Argument(consumer, "callback", Optional.empty())),
            false,
            ValueType.ANYTHING);
    assertThat(callOnLoop(call, function)).isNotNull();
    runOnce();
    assertThat(trace).hasSize(1).first().isInstanceOf(IllegalArgumentException.class);
  }

  private @Nullable Object callOnLoop(PythonCall call, Object argument) {
    try {
      int number = Objects.requireNonNull(ProxyHandler.of(loop)).number();
      return python.running().call(number, call, new Object[] {argument});
    } catch (Throwable raised) {
      throw new AssertionError(raised);
    }
  }
}
