package io.asynciotck.tck.bridge;

/**
 * Carries a piece of code that can pause in the middle and go on later. Run by one thread at a
 * time; what the one side wrote before the switch is visible to the other after it.
 */
interface Carrier {

  /** Runs the code until it pauses or ends. Returns to the caller in either case. */
  void run();

  /** Pauses the code; called inside of it, returns when it is run again. */
  void pause();

  /** Interrupts the code if it blocks somewhere else than in {@link #pause}. */
  void interrupt();

  /** Makes a carrier of the best kind that this JVM offers. */
  static Carrier of(Runnable code) {
    return ContinuationCarrier.AVAILABLE ? new ContinuationCarrier(code) : new ThreadCarrier(code);
  }
}
