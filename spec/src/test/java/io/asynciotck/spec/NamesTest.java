package io.asynciotck.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of levels and conformance classes. */
class NamesTest {

  @ParameterizedTest
  @EnumSource
  void aClassIsFoundByItsLabel(ConformanceClass conformanceClass) {
    assertThat(ConformanceClass.of(conformanceClass.label())).isSameAs(conformanceClass);
    assertThat(conformanceClass).hasToString(conformanceClass.label());
  }

  @Test
  void labelsJoinTheirWordsWithHyphens() {
    assertThat(ConformanceClass.CPYTHON_DETAIL.label()).isEqualTo("cpython-detail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Core", "cpython_detail", "kernel"})
  void anUnknownClassIsRefusedWithWhatIsKnown(String label) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConformanceClass.of(label))
        .withMessage(
            "Unknown conformance class `"
                + label
                + "`; known: core, timers, futures, tasks, gather, cancellation, timeouts,"
                + " task-groups, runner, policies, context, threads, executors, sync, queues,"
                + " async-generators, errors, debug, readiness, sockets, transports, streams,"
                + " datagrams, tls, unix-sockets, pipes, subprocesses, signals, cpython-detail");
  }

  @ParameterizedTest
  @EnumSource
  void aLevelIsFoundInEitherCase(Level level) {
    assertThat(Level.of(level.name())).isSameAs(level);
    assertThat(Level.of(level.label())).isSameAs(level);
  }

  @Test
  void anUnknownLevelIsRefusedWithWhatIsKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Level.of("shall"))
        .withMessage("Unknown level `shall`; known: MUST, SHOULD, OBSERVED, MAY");
  }
}
