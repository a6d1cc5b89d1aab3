package io.asynciotck.tck.report;

import static io.asynciotck.tck.report.Runs.FIFO;
import static io.asynciotck.tck.report.Runs.ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.Verdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The badge of a run. */
final class BadgeTest {

  @Test
  void aConformantLoopIsGreen() {
    JsonNode badge =
        badge(Runs.pass(FIFO), Runs.because(ONCE, Verdict.NOT_CLAIMED, "class is not claimed"));
    assertThat(badge.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(badge.path("label").asString()).isEqualTo("asyncio-tck py3.13.0");
    assertThat(badge.path("message").asString()).isEqualTo("conformant, 1 of 1 rules");
    assertThat(badge.path("color").asString()).isEqualTo("brightgreen");
  }

  @Test
  void aLoopWithKnownFailuresIsLessGreen() {
    JsonNode badge = badge(Runs.pass(FIFO), Runs.because(ONCE, Verdict.KNOWN, "listed"));
    assertThat(badge.path("message").asString())
        .isEqualTo("conformant but for known failures, 1 of 2 rules");
    assertThat(badge.path("color").asString()).isEqualTo("yellowgreen");
  }

  @Test
  void anyOtherIsNot() {
    JsonNode failed = badge(Runs.pass(FIFO), Runs.broken(ONCE, Verdict.FAIL, "no"));
    assertThat(failed.path("message").asString())
        .isEqualTo("not conformant, 1 fault, 1 of 2 rules");
    assertThat(failed.path("color").asString()).isEqualTo("red");
    JsonNode drifted = badge(Runs.because(FIFO, Verdict.STALE, "listed"));
    assertThat(drifted.path("message").asString()).isEqualTo("drifted, 0 of 1 rules");
    assertThat(drifted.path("color").asString()).isEqualTo("orange");
  }

  private static JsonNode badge(RuleResult... rules) {
    return JsonMapper.shared().readTree(Badge.of(Runs.run("odd", rules)));
  }
}
