package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.InvalidStateException;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.HangError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions stay what they are, whichever side they come from. */
final class ExceptionsTest extends BridgeTest {

  static List<Throwable> ownExceptions() {
    return List.of(
        new Boom("x"),
        new IOException("io"),
        new IllegalStateException(),
        new AssertionError("an error"),
        new TimeoutException("late"),
        new CancellationException("concurrent"),
        new InvalidStateException("state"));
  }

  @ParameterizedTest
  @MethodSource("ownExceptions")
  void anExceptionComesBackAsTheSameObject(Throwable exception) {
    AsyncFuture<Object> future = loop.createFuture();
    future.setException(exception);
    assertThat(future.exception()).isSameAs(exception);
    assertThat(catchThrowable(future::result)).isSameAs(exception);
  }

  @ParameterizedTest
  @MethodSource("ownExceptions")
  void whatACoroutineRaisesComesOutOfTheLoop(Throwable exception) {
    Throwable out =
        catchThrowable(() ->
            loop.runUntilComplete(
                asyncio.coroutine(() -> {
                  throw Bodies.sneak(exception);
                })));
    assertThat(out).isSameAs(exception);
  }

  @Test
  void whatACallbackRaisesIsReportedAsTheSameObject() {
    Boom boom = new Boom("x");
    loop.setExceptionHandler((on, context) -> trace.add(context.get("exception")));
    loop.callSoon(raising(boom));
    runOnce();
    assertThat(trace).containsExactly(boom);
  }

  @Test
  void systemExitAndKeyboardInterruptLeaveTheLoop() {
    for (Error error : List.of(new SystemExit(), new KeyboardInterrupt())) {
      loop.callSoon(raising(error));
      assertThat(catchThrowable(loop::runForever)).isSameAs(error);
    }
  }

  @Test
  void aCancellationIsTheSameObjectWhereverItIsSeen() throws Exception {
    AsyncFuture<Object> never = loop.createFuture();
    var task =
        loop.createTask(
            asyncio.coroutine(() -> {
              try {
                return asyncio.await(never);
              } catch (CancelledError cancelled) {
                trace.add(cancelled);
                throw cancelled;
              }
            }));
    runOnce();
    task.cancel("why");
    Throwable out = catchThrowable(() -> loop.runUntilComplete(task));
    assertThat(trace).hasSize(1).first().isInstanceOf(CancelledError.class);
    assertThat(out).isInstanceOf(CancelledError.class);
    assertThat(never.isCancelled()).isTrue();
  }

  @Test
  void pythonsExceptionsAreTheApis() {
    AsyncFuture<Object> future = loop.createFuture();
    assertThatThrownBy(future::result).isInstanceOf(InvalidStateException.class);
    future.cancel();
    assertThatThrownBy(future::result).isInstanceOf(CancelledError.class).hasMessage(null);
    assertThatThrownBy(asyncio::getRunningLoop)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no running event loop");
    assertThatThrownBy(() ->
            loop.runUntilComplete(asyncio.waitFor(loop.createFuture(), Duration.ofSeconds(1))))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void otherExceptionsOfPythonKeepTheirNameAndText() throws Throwable {
    PythonCall call =
        new PythonCall(PythonCall.Verb.GET, "no_such_thing", List.of(), false, ValueType.ANYTHING);
    int number = Objects.requireNonNull(ProxyHandler.of(loop)).number();
    Throwable raised = catchThrowable(() -> python.running().call(number, call, new Object[0]));
    assertThat(raised).isInstanceOf(PythonException.class).hasMessageContaining("no_such_thing");
    assertThat(((PythonException) raised).type()).isEqualTo("AttributeError");
    assertThat(python.traceback(raised)).contains("agent.py").contains("AttributeError");
  }

  @Test
  void theCauseOfAnExceptionCrosses() {
    Throwable late =
        catchThrowable(() ->
            loop.runUntilComplete(asyncio.waitFor(loop.createFuture(), Duration.ofSeconds(1))));
    assertThat(late).isInstanceOf(TimeoutException.class);
    if (python.description().pythonVersion().compareTo("3.9") > 0) {
      assertThat(late).hasCauseInstanceOf(CancelledError.class);
    }
  }

  @Test
  void theCauseOfAnOwnExceptionCrosses() throws Throwable {
    AsyncFuture<Object> future = loop.createFuture();
    Boom boom = new Boom("outer");
    boom.initCause(new IOException("inner"));
    future.setException(boom);
    assertThat(future.exception()).isSameAs(boom);
    assertThat(python.traceback(boom))
        .containsSubsequence("inner", "direct cause of the following exception", "outer");
  }

  @Test
  void anExceptionOfPythonsGoesBackAsTheSameObject() {
    IllegalStateException raised = (IllegalStateException) catchThrowable(asyncio::getRunningLoop);
    AsyncFuture<Object> future = loop.createFuture();
    future.setException(raised);
    assertThat(future.exception()).isSameAs(raised);
  }

  @Test
  void aHangInsideOfACallbackEndsTheTest() {
    HangError hang = new HangError("given up");
    loop.callSoon(raising(hang));
    loop.callSoon(() -> trace.add("not run"));
    assertThat(catchThrowable(loop::runForever)).isSameAs(hang);
    assertThat(trace).isEmpty();
  }
}
