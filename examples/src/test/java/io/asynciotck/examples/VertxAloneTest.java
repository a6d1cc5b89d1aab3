package io.asynciotck.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code tck/implementations/vertx.toml} says of Vert.x, shown with Vert.x alone. */
final class VertxAloneTest {
  private static final long A_MINUTE = 60;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setUseDaemonThread(true));
  private final Context context = vertx.getOrCreateContext();
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(A_MINUTE, TimeUnit.SECONDS);
  }

  @Test
  void aContextHasAThreadOfItsOwn() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    context.runOnContext(_ -> thread.complete(Thread.currentThread()));
    assertThat(thread.get(A_MINUTE, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void aContextHasOneQueueAndNoIterations() throws Exception {
    CompletableFuture<String> end = new CompletableFuture<>();
    context.runOnContext(_ -> {
      ran.add("first");
      context.runOnContext(_ -> ran.add("handed over first"));
      context.runOnContext(_ -> end.complete("handed over last"));
    });
    end.get(A_MINUTE, TimeUnit.SECONDS);
    assertThat(ran).containsExactly("first", "handed over first");
  }

  @Test
  void timersWaitForMoreThanAThousandCallbacksThatKeepComing() throws Exception {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    int[] spins = {0};
    context.runOnContext(_ -> {
      vertx.setTimer(1, _ -> end.complete(spins[0]));
      context.runOnContext(_ -> spin(spins, end));
    });
    assertThat(end.get(A_MINUTE, TimeUnit.SECONDS)).isGreaterThan(1000);
  }

  /** Keeps the context busy, at first for longer than the timer needs. */
  private void spin(int[] spins, CompletableFuture<Integer> end) {
    if (spins[0] == 0) {
      long began = System.nanoTime();
      while (System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(5)) {
        Thread.onSpinWait();
      }
    }
    spins[0]++;
    if (!end.isDone()) {
      context.runOnContext(_ -> spin(spins, end));
    }
  }
}
