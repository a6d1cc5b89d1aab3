package io.asynciotck.stress.run;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * A process that outlives neither its deadline nor this JVM, and takes its own children with it.
 */
final class BoundedProcess {
  private final Process process;

  private BoundedProcess(Process process) {
    this.process = process;
  }

  static BoundedProcess of(Process started) {
    BoundedProcess bounded = new BoundedProcess(started);
    Runtime.getRuntime().addShutdownHook(new Thread(bounded::kill));
    return bounded;
  }

  /**
   * Waits for the end of the process or for the deadline, whichever comes first.
   *
   * @return the exit status, or nothing if the deadline came first and the process was killed
   */
  OptionalInt awaitExit(CompletableFuture<?> deadline) {
    CompletableFuture.anyOf(process.onExit(), deadline).join();
    if (process.isAlive()) {
      kill();
      return OptionalInt.empty();
    }
    return OptionalInt.of(process.exitValue());
  }

  private void kill() {
    // Its children are asked for first: once it is dead they are nobody's.
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().join());
  }
}
