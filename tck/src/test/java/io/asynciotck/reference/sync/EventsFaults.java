package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.reference.faults.Fault;
import java.time.Duration;

/** Faults of events while nobody is cancelled. */
final class EventsFaults {

  private EventsFaults() {}

  @Fault(
      what = "A new event says that it is set.",
      breaks = {"event.create.unset"})
  static final class IsSetAtFirst extends TaskEvent {
    IsSetAtFirst(Asyncio asyncio) {
      super(asyncio);
    }

    private boolean used;

    @Override
    public void set() {
      used = true;
      super.set();
    }

    @Override
    public void clear() {
      used = true;
      super.clear();
    }

    @Override
    public boolean isSet() {
      return !used || super.isSet();
    }
  }

  @Fault(
      what = "A second set takes the first one back.",
      breaks = {"event.set.flag"})
  static final class TogglesTheFlag extends TaskEvent {
    TogglesTheFlag(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    public void set() {
      if (flag) {
        clear();
      } else {
        super.set();
      }
    }
  }

  @Fault(
      what = "An event has to be cleared as often as it was set.",
      breaks = {"event.clear.flag"})
  static final class CountsSets extends TaskEvent {
    CountsSets(Asyncio asyncio) {
      super(asyncio);
    }

    private int sets;

    @Override
    public void set() {
      sets++;
      super.set();
    }

    @Override
    public void clear() {
      sets = Math.max(0, sets - 1);
      if (sets == 0) {
        super.clear();
      }
    }
  }

  @Fault(
      what = "wait for an event that is set lets others run first.",
      breaks = {"event.wait.set"})
  static final class LetsOthersRunFirst extends TaskEvent {
    LetsOthersRunFirst(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean waitForFlag() throws Exception {
      asyncio.await(asyncio.sleep(Duration.ZERO));
      return super.waitForFlag();
    }
  }

  @Fault(
      what = "wait returns at once, whether the event is set or not.",
      breaks = {
        "event.cancel.message",
        "event.cancel.others",
        "event.cancel.raised",
        "event.cancel.woken",
        "event.clear.blocks",
        "event.timeout.raised",
        "event.wait.blocks"
      })
  static final class DoesNotBlock extends TaskEvent {
    DoesNotBlock(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean waitForFlag() {
      return true;
    }
  }

  @Fault(
      what = "wait returns False after it has blocked.",
      breaks = {"event.wait.woken"})
  static final class ReturnsFalse extends TaskEvent {
    ReturnsFalse(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean waitForFlag() throws Exception {
      boolean set = flag;
      super.waitForFlag();
      return set;
    }
  }

  @Fault(
      what = "wait returns whether the event is still set.",
      breaks = {"event.wait.woken"})
  static final class ReturnsTheFlag extends TaskEvent {
    ReturnsTheFlag(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean waitForFlag() throws Exception {
      super.waitForFlag();
      return flag;
    }
  }

  @Fault(
      what = "set wakes one who waits.",
      breaks = {"event.cancel.woken", "event.set.all", "event.set.cleared-at-once"})
  static final class WakesOne extends TaskEvent {
    WakesOne(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void wakeAll() {
      line.callNext();
    }
  }

  @Fault(
      what = "set wakes a hundred who wait, and no more.",
      breaks = {"event.set.all", "event.set.cleared-at-once"})
  static final class WakesAHundred extends TaskEvent {
    WakesAHundred(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void wakeAll() {
      for (int i = 0; i < 100; i++) {
        line.callNext();
      }
    }
  }

  @Fault(
      what = "set wakes 1,024 who wait, and no more.",
      breaks = {"event.set.all"})
  static final class WakesAThousand extends TaskEvent {
    WakesAThousand(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected void wakeAll() {
      for (int i = 0; i < 1_024; i++) {
        line.callNext();
      }
    }
  }

  @Fault(
      what = "Who is woken looks whether the event is still set.",
      breaks = {"event.set.cleared-at-once", "event.wait.woken"})
  static final class LooksAtTheFlagAgain extends TaskEvent {
    LooksAtTheFlagAgain(Asyncio asyncio) {
      super(asyncio);
    }

    @Override
    protected boolean waitForFlag() throws Exception {
      while (!flag) {
        line.await(asyncio, line.join());
      }
      return true;
    }
  }

  @Fault(
      what = "Nobody waits for an event that was set once, though it was cleared.",
      breaks = {"event.clear.blocks"})
  static final class ClearsOnlyTheFlag extends TaskEvent {
    ClearsOnlyTheFlag(Asyncio asyncio) {
      super(asyncio);
    }

    private boolean wasSet;

    @Override
    public void set() {
      wasSet = true;
      super.set();
    }

    @Override
    protected boolean waitForFlag() throws Exception {
      return wasSet || super.waitForFlag();
    }
  }
}
