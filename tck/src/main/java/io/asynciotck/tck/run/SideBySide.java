package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.Target;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs parts of a phase on several targets at once, each of which takes the next part when it has
 * ended one. They are one implementation, made several times.
 */
final class SideBySide {
  private final List<Target> targets;
  private final BiConsumer<Target, Runnable> about;
  private final ResultListener results;

  /**
   * Prepares it.
   *
   * @param about does something about a target
   */
  SideBySide(List<Target> targets, BiConsumer<Target, Runnable> about, ResultListener results) {
    this.targets = targets;
    this.about = about;
    this.results = results;
  }

  /** Runs all of them, and waits for their end. */
  void run(List<LauncherDiscoveryRequest> parts) {
    Queue<LauncherDiscoveryRequest> left = new ConcurrentLinkedQueue<>(parts);
    try (ExecutorService jobs = Executors.newFixedThreadPool(targets.size())) {
      List<Future<?>> all =
          targets.stream().<Future<?>>map(target -> jobs.submit(() -> run(target, left))).toList();
      all.forEach(SideBySide::await);
    }
  }

  private void run(Target target, Queue<LauncherDiscoveryRequest> left) {
    Launcher launcher = LauncherFactory.create();
    ResultListener own = results.beside(target);
    about.accept(
        target,
        () -> {
          LauncherDiscoveryRequest part = left.poll();
          while (part != null) {
            launcher.execute(part, own);
            part = left.poll();
          }
        });
  }

  private static void await(Future<?> job) {
    try {
      job.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("Tests could not be run", failed.getCause());
    }
  }
}
