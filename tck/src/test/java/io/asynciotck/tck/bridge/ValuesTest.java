package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and objects keep their value, their type and their identity on the way there and back. */
final class ValuesTest extends BridgeTest {

  private @Nullable Object thereAndBack(@Nullable Object value) throws Exception {
    AsyncFuture<@Nullable Object> future = loop.createFuture();
    future.setResult(value);
    return future.result();
  }

  @Test
  void plainValuesKeepValueAndType() throws Exception {
    List<Object> values =
        List.of(
            true, false, 0, -1, Integer.MAX_VALUE, "", "naïve \ud83d\ude00 \u0000", 0.1, 1.0, -0.0);
    for (Object value : values) {
      assertThat(thereAndBack(value)).isEqualTo(value).hasSameClassAs(value);
    }
    assertThat(thereAndBack(null)).isNull();
  }

  @Test
  void bytesKeepTheirValue() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(thereAndBack(all)).isEqualTo(all);
    assertThat(thereAndBack(new byte[0])).isEqualTo(new byte[0]);
  }

  @Test
  void floatsThatAreNoNumbersOfJsonCross() throws Exception {
    assertThat(thereAndBack(Double.NaN)).isEqualTo(Double.NaN);
    assertThat(thereAndBack(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(thereAndBack(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void otherObjectsKeepIdentity() throws Exception {
    Runnable function = () -> {};
    for (Object value : List.of(new Object(), 1L, 'c', List.of(1), Map.of("a", 1), function)) {
      assertThat(thereAndBack(value)).isSameAs(value);
    }
  }

  @Test
  void textWithLoneSurrogatesCrosses() throws Exception {
    assertThat(thereAndBack("\ud800")).isEqualTo("\ud800");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        999_999_999,
        1_000_000_001,
        1_234_567_890_123_456L,
        86_400L * 1_000_000_000 * 48
      })
  void timesKeepEveryNanosecond(long nanos) {
    LoopTime when = new LoopTime(nanos);
    assertThat(loop.callAt(when, () -> {}).when()).isEqualTo(when);
  }

  @Test
  void durationsCrossAsSeconds() {
    loop.setSlowCallbackDuration(Duration.ofNanos(1_500_000_001));
    assertThat(loop.slowCallbackDuration()).isEqualTo(Duration.ofNanos(1_500_000_001));
  }

  @Test
  void theSameObjectIsTheSameProxy() {
    AsyncFuture<Object> future = loop.createFuture();
    assertThat(future.getLoop()).isSameAs(loop);
  }

  @Test
  void proxiesAreWhatTheAgentSaysTheyAre() throws Exception {
    Task<String> task = loop.createTask(asyncio.coroutine(() -> "x"));
    Handle handle = loop.callSoon(() -> {});
    assertThat(thereAndBack(task)).isSameAs(task).isInstanceOf(Task.class);
    assertThat(handle).isNotInstanceOf(TimerHandle.class);
    assertThat(loop.runUntilComplete(task)).isEqualTo("x");
  }

  @Test
  void setsAndListsOfProxiesKeepIdentity() throws Exception {
    Task<Integer> first = loop.createTask(asyncio.coroutine(() -> 1));
    Task<Integer> second = loop.createTask(asyncio.coroutine(() -> 2));
    assertThat(asyncio.allTasks(loop)).containsExactlyInAnyOrder(first, second);
    assertThat(
            loop.runUntilComplete(
                asyncio.coroutine(() -> asyncio.await(asyncio.gather(first, second)))))
        .isEqualTo(List.of(1, 2));
  }

  @Test
  void aFunctionIsOneObjectForPython() {
    Consumer<AsyncFuture<Object>> callback = trace::add;
    AsyncFuture<Object> future = loop.createFuture();
    future.addDoneCallback(callback);
    future.addDoneCallback(callback);
    assertThat(future.removeDoneCallback(callback)).isEqualTo(2);
    ExceptionHandler handler = (on, context) -> {};
    loop.setExceptionHandler(handler);
    assertThat(loop.getExceptionHandler()).isSameAs(handler);
  }

  @Test
  void functionsThatAreEqualAreEqualForPython() {
    record Named(String name) implements Consumer<AsyncFuture<Object>> {
      @Override
      public void accept(AsyncFuture<Object> future) {}
    }

    AsyncFuture<Object> future = loop.createFuture();
    future.addDoneCallback(new Named("a"));
    future.addDoneCallback(new Named("b"));
    assertThat(future.removeDoneCallback(new Named("a"))).isEqualTo(1);
    assertThat(future.removeDoneCallback(new Named("a"))).isZero();
  }

  @Test
  void dictionariesCrossWithWhatTheyHold() {
    AsyncFuture<Object> future = loop.createFuture();
    IllegalStateException exception = new IllegalStateException("x");
    loop.setExceptionHandler((on, context) -> trace.addAll(List.of(on, context)));
    Map<String, @Nullable Object> context =
        new HashMap<>(
            Map.of("message", "m", "exception", exception, "future", future, "own", trace));
    loop.callExceptionHandler(context);
    assertThat(trace).hasSize(2);
    assertThat(trace.getFirst()).isSameAs(loop);
    Map<?, ?> received = (Map<?, ?>) trace.get(1);
    assertThat(received.keySet()).isEqualTo(context.keySet());
    context.forEach((key, value) -> {
      if (!key.equals("message")) {
        assertThat(received.get(key)).isSameAs(value);
      }
    });
  }

  @Test
  void attributesAndKeywordsAreWhatTheAnnotationsSay() {
    Task<String> task = loop.createTask(asyncio.coroutine(() -> "x"), "a name");
    assertThat(task.getName()).isEqualTo("a name");
    task.setName("another");
    assertThat(task.getName()).isEqualTo("another");
    task.cancel();
    runOnce();
  }

  @Test
  void anObjectOfAnEarlierTestIsRefused() {
    EventLoop earlier = loop;
    session.close();
    openSession();
    assertThatThrownBy(earlier::isRunning)
        .isInstanceOf(AgentRefusedError.class)
        .hasMessageContaining("earlier test");
  }

  @ParameterizedTest
  @MethodSource("promises")
  void aValueOfTheWrongTypeIsSaidInPythonsWords(Class<?> promised, String inPython) {
    PythonCall call =
        new PythonCall(PythonCall.Verb.CALL, "time", List.of(), false, ValueType.of(promised));
    assertThatThrownBy(() ->
            python
                .running()
                .call(Objects.requireNonNull(ProxyHandler.of(loop)).number(), call, new Object[0]))
        .isInstanceOf(PythonException.class)
        .hasMessageMatching("time gave [0-9.]+ where " + inPython + " is promised");
  }

  static Stream<Arguments> promises() {
    return Stream.of(
        arguments(boolean.class, "a bool"),
        arguments(String.class, "a str"),
        arguments(List.class, "a list"),
        arguments(byte[].class, "bytes"),
        arguments(Task.class, "a Task"));
  }

  /** A member of loops without the exceptions that it may raise. */
  interface Watching {
    void addReader(int descriptor, Runnable callback);
  }

  @Test
  void anExceptionThatIsNotDeclaredIsPythons() {
    int number = Objects.requireNonNull(ProxyHandler.of(loop)).number();
    Watching watching =
        (Watching) ProxyHandler.newProxy(python.running(), number, "object", Watching.class);
    assertThatThrownBy(() -> watching.addReader(1_000_000, () -> {}))
        .isInstanceOf(PythonException.class)
        .hasToString("OSError: [Errno 9] Bad file descriptor");
  }

  @Test
  void anExecutorOfTheKitRunsWhatPythonSubmits() throws Exception {
    Thread tester = Thread.currentThread();
    Callable<Boolean> elsewhere = () -> Thread.currentThread() != tester;
    try (var executor = Executors.newSingleThreadExecutor()) {
      assertThat(loop.runUntilComplete(loop.runInExecutor(executor, elsewhere))).isTrue();
    }
  }
}
