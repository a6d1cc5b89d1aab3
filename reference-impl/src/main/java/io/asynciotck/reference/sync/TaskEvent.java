package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.Event;
import io.asynciotck.reference.seams.Seam;

/** A flag that tasks wait for. */
public class TaskEvent extends LoopOfOne implements Event {
  final WaitingLine line = new WaitingLine(this);
  // Rule: event.create.unset
  boolean flag;

  /** An event that is not set. */
  @SuppressWarnings("this-escape") // it is only kept
  public TaskEvent(Asyncio asyncio) {
    super(asyncio);
  }

  @Override
  public Coroutine<Boolean> waiting() {
    return asyncio.coroutine(this::waitForFlag);
  }

  /** Waits for the flag, in a coroutine. */
  @Seam
  protected boolean waitForFlag() throws Exception {
    // Rule: event.wait.{set, blocks}
    if (!flag) {
      // Rule: event.wait.woken, event.cancel.{raised, message, others, woken, taken-back}
      // Rule: event.timeout.raised
      line.await(asyncio, line.join());
    }
    return true;
  }

  @Override
  public void set() {
    // Rule: event.set.flag
    flag = true;
    wakeAll();
  }

  /** Wakes all who wait. */
  @Seam
  protected void wakeAll() {
    // Rule: event.set.{all, cleared-at-once}
    line.callAll();
  }

  @Override
  public void clear() {
    // Rule: event.clear.{flag, blocks}
    flag = false;
  }

  @Override
  public boolean isSet() {
    return flag;
  }

  @Override
  public String toString() {
    return "<Event " + (flag ? "set" : "unset") + " waiters=" + line.length() + ">";
  }
}
