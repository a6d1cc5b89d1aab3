package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of carrier can pause what it carries, anywhere, and go on with it. */
final class CarrierTest {
  private final List<String> trace = new ArrayList<>();
  private final AtomicReference<Carrier> carrier = new AtomicReference<>();

  static Stream<Function<Runnable, Carrier>> kinds() {
    return Stream.concat(
        Stream.of(ThreadCarrier::new),
        Stream.<Function<Runnable, Carrier>>of(ContinuationCarrier::new)
            .filter(kind -> ContinuationCarrier.AVAILABLE));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void codeRunsInPieces(Function<Runnable, Carrier> kind) {
    carrier.set(
        kind.apply(() -> {
          trace.add("first");
          carrier.get().pause();
          trace.add("second");
          carrier.get().pause();
          trace.add("third");
        }));
    for (int i = 0; i < 3; i++) {
      carrier.get().run();
      trace.add("caller");
    }
    assertThat(trace).containsExactly("first", "caller", "second", "caller", "third", "caller");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void codePausesDeepInCalls(Function<Runnable, Carrier> kind) {
    carrier.set(kind.apply(() -> descend(1000)));
    carrier.get().run();
    assertThat(trace).isEmpty();
    carrier.get().run();
    assertThat(trace).containsExactly("bottom");
  }

  private void descend(int depth) {
    if (depth > 0) {
      descend(depth - 1);
    } else {
      carrier.get().pause();
      trace.add("bottom");
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aCarrierRunsInsideOfAnother(Function<Runnable, Carrier> kind) {
    Carrier inner =
        kind.apply(() -> {
          trace.add("inner");
        });
    carrier.set(
        kind.apply(() -> {
          carrier.get().pause();
          inner.run();
          carrier.get().pause();
          trace.add("outer");
        }));
    for (int i = 0; i < 3; i++) {
      carrier.get().run();
      trace.add("caller");
    }
    assertThat(trace).containsExactly("caller", "inner", "caller", "outer", "caller");
  }

  @Test
  void theBestKindIsTaken() {
    assertThat(Carrier.of(() -> {}))
        .isInstanceOf(
            ContinuationCarrier.AVAILABLE ? ContinuationCarrier.class : ThreadCarrier.class);
  }
}
