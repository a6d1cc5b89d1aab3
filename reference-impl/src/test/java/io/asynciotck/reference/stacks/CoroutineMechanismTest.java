package io.asynciotck.reference.stacks;

import static io.asynciotck.reference.ChildJvm.FLAG;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.ChildJvm;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.timers.MonotonicClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which mechanism a program gets, and what it is told. */
class CoroutineMechanismTest {
  @Test
  void coroutinesRunOnContinuationsWhereTheyAreExported() {
    boolean exported =
        Object.class
            .getModule()
            .isExported("jdk.internal.vm", CoroutineMechanismTest.class.getModule());

    assertThat(CoroutineMechanism.best())
        .isInstanceOf(exported ? ContinuationMechanism.class : VirtualThreadMechanism.class);
  }

  @Test
  void withoutTheFlagTheFallBackWorksAndSaysSoOnce() throws Exception {
    String output = ChildJvm.outputOf(Program.class, List.of());

    assertThat(output).contains("sum=6");
    assertThat(output.split("WARNING: ", -1)).hasSize(2);
    assertThat(output.split(FLAG, -1)).hasSize(2);
  }

  @Test
  void withTheFlagThatTheMessageNamesNothingIsSaid() throws Exception {
    assertThat(ChildJvm.outputOf(Program.class, List.of(FLAG.split(" ")))).isEqualTo("sum=6\n");
  }

  /** Uses coroutines of three modules, each of which gets the mechanism for itself. */
  static final class Program {
    private Program() {}

    /**
     * Prints a sum that coroutines have computed.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
      int sum = 0;
      for (int i = 1; i <= 3; i++) {
        ReferenceAsyncio asyncio = new ReferenceAsyncio(new MonotonicClock());
        int part = i;
        sum +=
            asyncio.run(
                asyncio.coroutine(() -> asyncio.await(asyncio.sleep(Duration.ofNanos(1), part))));
      }
      System.out.println("sum=" + sum);
    }
  }
}
