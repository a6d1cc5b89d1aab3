package io.asynciotck.tck.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one thread of a test gives to another that waits for it. Each signal ends one wait. A latch
 * would do as well, but nobody could see who waits for whom.
 */
public final class Signal {
  private final String name;
  private final Witness witness;
  private final Semaphore given = new Semaphore(0);

  /** One for all, so that it is one callback for the implementation too. */
  private final Runnable giver = new Giver(this);

  Signal(String name, Witness witness) {
    this.name = name;
    this.witness = witness;
  }

  /** Returns what the signal says, in a word. */
  public String name() {
    return name;
  }

  /** Gives a signal. */
  public void give() {
    witness.gives(this); // before anybody can have taken it
    given.release();
  }

  /** Returns a callback that gives a signal. */
  public Runnable giver() {
    return giver;
  }

  /** Waits for a signal. */
  public void await() throws InterruptedException {
    witness.waitsFor(this, Optional.empty());
    given.acquire();
  }

  /** Waits for a signal for at most this long; returns whether it was given. */
  public boolean await(Duration limit) throws InterruptedException {
    witness.waitsFor(this, Optional.of(limit));
    return given.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A callback that gives a signal. */
  public static final class Giver implements Runnable {
    private final Signal signal;

    private Giver(Signal signal) {
      this.signal = signal;
    }

    /** Returns the signal. */
    public Signal signal() {
      return signal;
    }

    @Override
    public void run() {
      signal.give();
    }
  }
}
