package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which mechanism a program gets, and what it is told. */
class CoroutineMechanismTest {
  private static final ScopedValue<String> USER = ScopedValue.newInstance();

  @Test
  void withTheFlagCoroutinesRunOnContinuations() {
    assertThat(CoroutineMechanism.best()).isInstanceOf(ContinuationMechanism.class);
  }

  @Test
  void withoutTheFlagTheFallBackWorksAndSaysSoOnce() throws Exception {
    String output = outputOfProgramWithoutFlags();

    assertThat(output).contains("sum=6");
    assertThat(output.split("--add-exports java.base/jdk.internal.vm=ALL-UNNAMED", -1)).hasSize(2);
  }

  private static String outputOfProgramWithoutFlags() throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    program.getOutputStream().close();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(output).isZero();
    return output;
  }

  /** Uses coroutines of two modules. */
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

  @Test
  void aSuspensionBelowAStaticInitializerNamesIt() throws Exception {
    ReferenceAsyncio asyncio =
        new ReferenceAsyncio(new MonotonicClock(), new ContinuationMechanism());

    String message =
        asyncio.run(
            asyncio.coroutine(() -> {
              Initialized.asyncio = asyncio;
              return Initialized.Late.MESSAGE;
            }));

    assertThat(message).contains("cannot suspend").contains("Late.<clinit>");
  }

  @Test
  void aRefusedSuspensionLeavesTheCoroutineAbleToSuspendElsewhere() throws Exception {
    ReferenceAsyncio asyncio =
        new ReferenceAsyncio(new MonotonicClock(), new ContinuationMechanism());

    List<Integer> result =
        asyncio.run(
            asyncio.coroutine(() -> {
              OtherInitialized.asyncio = asyncio;
              int refused = OtherInitialized.Late.VALUE;
              return List.of(refused, asyncio.await(asyncio.sleep(Duration.ZERO, 2)));
            }));

    assertThat(result).containsExactly(-1, 2);
  }

  @Test
  void aSuspensionInsideTheScopeOfAScopedValueIsRefused() throws Exception {
    ReferenceAsyncio asyncio =
        new ReferenceAsyncio(new MonotonicClock(), new ContinuationMechanism());

    String message =
        asyncio.run(
            asyncio.coroutine(() -> {
              try {
                return ScopedValue.where(USER, "a")
                    .call(() -> asyncio.await(asyncio.sleep(Duration.ZERO, "suspended")));
              } catch (IllegalStateException refused) {
                return String.valueOf(refused.getMessage());
              }
            }));

    assertThat(message).contains("cannot suspend").contains("ScopedValue");
  }

  @Test
  void aScopeAroundTheLoopOrLeftBeforeTheSuspensionIsAllowed() throws Exception {
    ReferenceAsyncio asyncio =
        new ReferenceAsyncio(new MonotonicClock(), new ContinuationMechanism());

    String seen =
        ScopedValue.where(USER, "outer")
            .call(() ->
                asyncio.run(
                    asyncio.coroutine(() -> {
                      String inner = ScopedValue.where(USER, "inner").call(USER::get);
                      asyncio.await(asyncio.sleep(Duration.ZERO));
                      return inner + " " + USER.get();
                    })));
    asyncio.run(
        asyncio.coroutine(() -> {
          ScopedValue.where(USER, "left").run(() -> assertThat(USER.isBound()).isTrue());
          return asyncio.await(asyncio.sleep(Duration.ZERO));
        }));

    assertThat(seen).isEqualTo("inner outer");
  }

  private static final class Initialized {
    @SuppressWarnings("NullAway.Init") // set before Late is used
    static ReferenceAsyncio asyncio;

    static final class Late {
      static final String MESSAGE = suspend();

      private static String suspend() {
        try {
          return asyncio.await(asyncio.sleep(Duration.ZERO, "suspended"));
        } catch (Exception refused) {
          return String.valueOf(refused.getMessage());
        }
      }
    }
  }

  private static final class OtherInitialized {
    @SuppressWarnings("NullAway.Init") // set before Late is used
    static ReferenceAsyncio asyncio;

    static final class Late {
      static final int VALUE = suspend();

      private static int suspend() {
        try {
          return asyncio.await(asyncio.sleep(Duration.ZERO, 1));
        } catch (Exception refused) {
          return -1;
        }
      }
    }
  }
}
