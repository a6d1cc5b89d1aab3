package io.asynciotck.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code tck/implementations/netty.toml} says of Netty, shown with Netty alone. */
final class NettyAloneTest {
  private static final long WITHOUT_WAITING = -1;

  private final ManualIoEventLoop netty =
      new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());
  private final List<String> ran = new ArrayList<>();

  @SuppressWarnings("FutureReturnValueIgnored") // the loop itself says when it has ended
  private void end() {
    netty.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
    while (!netty.isTerminated()) {
      netty.runNow();
    }
  }

  @Test
  void oneRunTakesTheTasksThatItsTasksAdd() {
    netty.execute(() -> {
      ran.add("first");
      netty.execute(() -> ran.add("added"));
    });
    netty.run(WITHOUT_WAITING);
    assertThat(ran).containsExactly("first", "added");
    end();
  }

  @Test
  void aShutdownRunsWhatIsQueued() {
    netty.execute(() -> ran.add("queued"));
    end();
    assertThat(ran).containsExactly("queued");
  }
}
