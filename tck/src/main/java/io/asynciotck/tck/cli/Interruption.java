package io.asynciotck.tck.cli;

/**
 * What happens when the user or the system ends the kit in the middle of a run: what was measured
 * is told, what was started is ended, and the exit status says so. Only the first conclusion
 * counts.
 */
final class Interruption implements AutoCloseable {
  private final Thread hook;
  private boolean concluded;

  private Interruption(Runnable conclude, Runnable end) {
    this.hook = new Thread(() -> interrupted(conclude, end), "asyncio-tck-interruption");
  }

  /**
   * Is ready for an interruption until it is closed.
   *
   * @param conclude tells what was measured
   * @param end ends what was started
   */
  static Interruption handledBy(Runnable conclude, Runnable end) {
    Interruption interruption = new Interruption(conclude, end);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void interrupted(Runnable conclude, Runnable end) {
    if (conclude(() -> attempt(conclude))) {
      attempt(end);
      Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
    }
  }

  /** Does a part after which the others have to be done even if it fails. */
  private static void attempt(Runnable part) {
    try {
      part.run();
    } catch (Throwable failed) {
      Thread here = Thread.currentThread();
      here.getUncaughtExceptionHandler().uncaughtException(here, failed);
    }
  }

  /** Concludes, unless somebody else has concluded. */
  synchronized boolean conclude(Runnable conclude) {
    if (concluded) {
      return false;
    }
    concluded = true;
    conclude.run();
    return true;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      // The hook runs, or has run.
    }
  }
}
