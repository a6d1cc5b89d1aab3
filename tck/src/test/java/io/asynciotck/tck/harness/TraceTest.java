package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceTest {
  private final Trace trace = new Trace(event -> {});

  @Test
  void whatIsMissingMayStillCome() {
    trace.missing(count -> addUpTo(count));
    trace.add("event 0");
    assertThatCode(() -> trace.shouldBe("event 0", "event 1", "event 2"))
        .doesNotThrowAnyException();
  }

  @Test
  void theLongestOfWhatIsAllowedMayStillCome() {
    trace.missing(count -> addUpTo(count));
    trace.add("event 0");
    assertThatCode(
            () -> trace.shouldBeOneOf(List.of("other"), List.of("event 0", "event 1", "event 2")))
        .doesNotThrowAnyException();
  }

  @Test
  void eventsInAnyOrderMayStillCome() {
    trace.missing(count -> addUpTo(count));
    assertThatCode(() -> trace.shouldBeInAnyOrder("event 1", "event 0")).doesNotThrowAnyException();
  }

  @Test
  void whatIsThereIsNotWaitedFor() {
    trace.missing(count -> trace.add("too late"));
    trace.add("event 0");
    assertThatCode(() -> trace.shouldBe("event 0")).doesNotThrowAnyException();
  }

  @Test
  void whatIsWrongAlreadyIsNotMendedByWaiting() {
    trace.missing(count -> addUpTo(count));
    trace.add("other");
    assertThatThrownBy(() -> trace.shouldBe("event 0", "event 1"))
        .isInstanceOf(RuleViolation.class)
        .hasMessageNotContaining("event 2");
  }

  @Test
  void whatDoesNotComeIsMissing() {
    trace.missing(count -> {});
    trace.add("event 0");
    assertThatThrownBy(() -> trace.shouldBe("event 0", "event 1"))
        .isInstanceOf(RuleViolation.class);
  }

  private void addUpTo(int count) {
    for (int i = trace.size(); i < count; i++) {
      trace.add("event " + i);
    }
  }
}
