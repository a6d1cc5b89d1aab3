package io.asynciotck.stress.soak;

import static io.asynciotck.stress.LoopUnderStress.sockets;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.Asyncio;
import io.asynciotck.reference.io.BrokenConnections;
import io.asynciotck.stress.LoopUnderStress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A soak of moments: of loops that are right, and of such as are not. */
class SoakTest {
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of what hangs, because it waits for what is lost, nothing is expected. */
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aLoopThatIsRightPasses() throws Exception {
    Findings findings = soak(LoopUnderStress.ASYNCIO, PATIENCE);
    assertThat(findings.failures()).isEmpty();
    assertThat(findings.conversations()).isGreaterThanOrEqualTo(Conversations.Kind.values().length);
  }

  @Test
  void descriptorsThatStayOpenAreFound() throws Exception {
    assertThat(soak(BrokenConnections.leavingDescriptorsOpen(), PATIENCE).failures())
        .anyMatch(failure -> failure.contains("descriptors are open"));
  }

  @Test
  void bytesThatChangeAreFound() throws Exception {
    assertThat(soak(BrokenConnections.changingBytes(), PATIENCE).failures())
        .anyMatch(failure -> failure.endsWith("is not what was sent"));
  }

  @Test
  void bytesThatAreLostAreFound() throws Exception {
    assertThat(soak(BrokenConnections.losingBytes(), SHORT_PATIENCE).failures())
        .anyMatch(failure ->
            failure.contains("bytes came back of") || failure.endsWith("is not what was sent"));
  }

  @Test
  void memoryThatIsKeptIsFound() throws Exception {
    assertThat(soak(BrokenConnections.keepingMemory(), PATIENCE).failures())
        .singleElement()
        .asString()
        .startsWith("The heap in use has grown by ");
  }

  private static Findings soak(Asyncio asyncio, Duration patience) throws Exception {
    return new Soak(asyncio, sockets(), 4, 1, patience, line -> {}).runFor(MOMENT);
  }

  @Test
  void theCommandSaysWhetherItPasses() {
    assertThat(run("--only", "soak", "--seconds", "1", "--at-a-time", "1", "--seed", "7"))
        .isEqualTo(SoakRun.FINE);
    assertThat(out.toString())
        .startsWith("soak: 1 s, --seed 7\n10 %: ")
        .containsPattern("PASS soak: \\d+ conversations, [\\d.]+ MiB compared, .* of heap in use");
  }

  @Test
  void moreConnectionsThanThereMayBeAreRefusedInWords() {
    assertThat(run("--only", "connections", "--connections", "2000000000"))
        .isEqualTo(SoakRun.NOT_POSSIBLE);
    assertThat(err.toString()).contains("raise ulimit -n");
  }

  @Test
  void nothingAtATimeIsWrongUsage() {
    assertThat(run("--at-a-time", "0")).isEqualTo(SoakRun.WRONG_USAGE);
    assertThat(err.toString()).isEqualToIgnoringNewLines("All numbers but the seed are at least 1");
  }

  private int run(String... arguments) {
    return SoakRun.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
