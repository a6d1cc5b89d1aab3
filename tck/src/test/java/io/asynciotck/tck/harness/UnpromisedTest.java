package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a loop of this JVM returns in place of what the API promises is told in Python's words. */
final class UnpromisedTest {
  private final EventLoop emptyHanded =
      (EventLoop)
          Proxy.newProxyInstance(
              EventLoop.class.getClassLoader(),
              new Class<?>[] {EventLoop.class},
              (_, _, _) -> null);

  @Test
  void whoReturnsNothingIsNamedWhereTheJvmNamesIt() {
    Throwable raised = catchThrowable(() -> emptyHanded.callSoon(() -> {}).cancel());
    assertThat(Unpromised.of(raised).map(Unpromised::text))
        .hasValue("call_soon returned None, where a Handle is promised");
    assertThat(MissingMember.of(raised)).isEqualTo("a Handle");
  }

  @Test
  void whereItDoesNotItIsACall() {
    Handle handle = emptyHanded.callSoon(() -> {});
    Throwable raised = catchThrowable(() -> handle.cancel());
    assertThat(Unpromised.of(raised).map(Unpromised::text))
        .hasValue("a call returned None, where a Handle is promised");
  }

  @Test
  void somethingElseThatATestHasUsedIsNamed() {
    Throwable raised = ofTest("java.lang.String", "java.util.List");
    assertThat(Unpromised.of(raised).map(Unpromised::text))
        .hasValue("a String was returned, where a tuple is promised");
    raised = ofTest("jdk.proxy2.$Proxy12", "io.asynciotck.api.Task");
    assertThat(Unpromised.of(raised).map(Unpromised::text))
        .hasValue("something else was returned, where a Task is promised");
  }

  @Test
  void aTraceSaysSoToo() {
    assertThat(Outcome.of(() -> emptyHanded.callSoon(() -> {}).hashCode()))
        .isEqualTo("raises TypeError (call_soon returned None, where a Handle is promised)");
  }

  @Test
  void otherMistakesAreNoneOfTheLoops() {
    String said = "Cannot invoke \"String.length()\" because \"<local1>\" is null";
    assertThat(Unpromised.of(new NullPointerException(said))).isEmpty();
    assertThat(Unpromised.of(new ClassCastException(List.of().toString()))).isEmpty();
    assertThat(Unpromised.of(new IllegalStateException("Cannot invoke"))).isEmpty();
  }

  private static Throwable ofTest(String given, String promised) {
    Throwable raised =
        new ClassCastException(
            "class " + given + " cannot be cast to class " + promised + " (they are in modules)");
    StackTraceElement test =
        new StackTraceElement("io.asynciotck.tck.rules.tasks.TasksTck", "test", "TasksTck.java", 1);
    raised.setStackTrace(new StackTraceElement[] {test});
    return raised;
  }
}
