package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.BrokenBarrierException;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults of barriers while nobody is cancelled. */
final class BarriersFaults {

  private BarriersFaults() {}

  @Fault(
      what = "parties is one too many.",
      breaks = {"barrier.parties.given"})
  static final class ForgetsItsParties extends TaskBarrier {
    ForgetsItsParties(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public int parties() {
      return super.parties() + 1;
    }
  }

  @Fault(
      what = "n_waiting counts all who have ever waited.",
      breaks = {"barrier.cancel.leaves", "barrier.n-waiting.counts", "barrier.reset.empty"})
  static final class CountsWhoHasPassed extends TaskBarrier {
    CountsWhoHasPassed(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    private int came;

    @Override
    protected int pass() throws Exception {
      came++;
      return super.pass();
    }

    @Override
    public int nWaiting() {
      return came;
    }
  }

  @Fault(
      what = "broken is False at any time.",
      breaks = {"barrier.broken.tells"})
  static final class IsNeverBroken extends TaskBarrier {
    IsNeverBroken(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public boolean broken() {
      return false;
    }
  }

  @Fault(
      what = "wait returns at once.",
      breaks = {
        "barrier.abort.later",
        "barrier.abort.waiting",
        "barrier.cancel.again",
        "barrier.cancel.leaves",
        "barrier.cancel.message",
        "barrier.cancel.numbers",
        "barrier.cancel.raised",
        "barrier.cancel.state",
        "barrier.n-waiting.counts",
        "barrier.reset.empty",
        "barrier.reset.repairs",
        "barrier.reset.waiting",
        "barrier.timeout.leaves",
        "barrier.wait.blocks",
        "barrier.wait.next-round",
        "barrier.wait.numbers",
        "barrier.wait.reused",
        "barrier.with.position",
        "barrier.with.waits"
      })
  static final class DoesNotBlock extends TaskBarrier {
    DoesNotBlock(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() {
      return 0;
    }
  }

  @Fault(
      what = "The first of a round of more than one is not let through.",
      breaks = {
        "barrier.cancel.again",
        "barrier.cancel.leaves",
        "barrier.cancel.state",
        "barrier.cancel.woken",
        "barrier.n-waiting.counts",
        "barrier.reset.empty",
        "barrier.reset.repairs",
        "barrier.wait.all",
        "barrier.wait.blocks",
        "barrier.wait.next-round",
        "barrier.wait.numbers",
        "barrier.wait.reused",
        "barrier.with.position",
        "barrier.with.waits"
      })
  static final class LeavesTheFirst extends TaskBarrier {
    LeavesTheFirst(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() throws Exception {
      if (nWaiting() == 0 && parties() > 1) {
        super.pass();
        asyncio.await(loop().createFuture());
      }
      return super.pass();
    }
  }

  @Fault(
      what = "Nobody gets on who is the hundredth of a round, or comes behind.",
      breaks = {"barrier.wait.all", "barrier.wait.numbers"})
  static final class LeavesTheLateOnes extends TaskBarrier {
    LeavesTheLateOnes(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() throws Exception {
      boolean late = nWaiting() >= 100;
      int number = super.pass();
      if (late) {
        asyncio.await(loop().createFuture());
      }
      return number;
    }
  }

  @Fault(
      what = "wait returns zero to everybody.",
      breaks = {"barrier.cancel.numbers", "barrier.wait.numbers", "barrier.with.position"})
  static final class GivesNoNumbers extends TaskBarrier {
    GivesNoNumbers(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() throws Exception {
      super.pass();
      return 0;
    }
  }

  @Fault(
      what = "wait returns numbers from one.",
      breaks = {"barrier.cancel.numbers", "barrier.wait.numbers", "barrier.with.position"})
  static final class CountsFromOne extends TaskBarrier {
    CountsFromOne(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() throws Exception {
      return super.pass() + 1;
    }
  }

  @Fault(
      what = "wait returns zero to everybody of a round behind the first.",
      breaks = {"barrier.wait.numbers"})
  static final class GivesNumbersOnce extends TaskBarrier {
    GivesNumbersOnce(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    private int given;

    @Override
    protected int pass() throws Exception {
      int number = super.pass();
      return ++given > parties() ? 0 : number;
    }
  }

  @Fault(
      what = "A barrier that was passed once is open.",
      breaks = {"barrier.abort.later", "barrier.wait.next-round", "barrier.wait.reused"})
  static final class StaysOpen extends TaskBarrier {
    StaysOpen(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    private boolean open;

    @Override
    protected int pass() throws Exception {
      int number = open ? 0 : super.pass();
      open = true;
      return number;
    }
  }

  @Fault(
      what = "A barrier that was passed is not passed again.",
      breaks = {
        "barrier.abort.later",
        "barrier.reset.empty",
        "barrier.reset.repairs",
        "barrier.wait.next-round",
        "barrier.wait.reused"
      })
  static final class IsPassedOnce extends TaskBarrier {
    IsPassedOnce(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    private int passed;

    @Override
    protected int pass() throws Exception {
      if (passed >= parties()) {
        asyncio.await(loop().createFuture());
      }
      int number = super.pass();
      passed++;
      return number;
    }
  }

  @Fault(
      what = "A block does not wait at the barrier.",
      breaks = {"barrier.with.position", "barrier.with.waits"})
  static final class BlockDoesNotWait extends TaskBarrier {
    BlockDoesNotWait(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<Integer> enter() {
      return asyncio.coroutine(() -> 0);
    }
  }

  @Fault(
      what = "A block is given zero as its number.",
      breaks = {"barrier.with.position"})
  static final class BlockHasNoNumber extends TaskBarrier {
    BlockHasNoNumber(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<Integer> enter() {
      return asyncio.coroutine(() -> 0 * asyncio.await(waiting()));
    }
  }

  @Fault(
      what = "reset does nothing.",
      breaks = {"barrier.reset.empty", "barrier.reset.repairs", "barrier.reset.waiting"})
  static final class ResetDoesNothing extends TaskBarrier {
    ResetDoesNothing(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> reset() {
      return asyncio.coroutine(() -> null);
    }
  }

  @Fault(
      what = "Until all whom a reset has told have gone, others who come are told too.",
      breaks = {"barrier.reset.empty"})
  static final class TellsWhoComesAtOnce extends TaskBarrier {
    TellsWhoComesAtOnce(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    private int told;

    @Override
    protected int pass() throws Exception {
      if (told > 0) {
        throw new BrokenBarrierException("The barrier is being reset: " + this);
      }
      try {
        return super.pass();
      } finally {
        told = Math.max(0, told - 1);
      }
    }

    @Override
    public Coroutine<@Nullable Object> reset() {
      return asyncio.coroutine(() -> {
        told = nWaiting();
        return asyncio.await(super.reset());
      });
    }
  }

  @Fault(
      what = "reset leaves the barrier broken.",
      breaks = {"barrier.reset.empty", "barrier.reset.repairs"})
  static final class ResetBreaks extends TaskBarrier {
    ResetBreaks(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> reset() {
      return abort();
    }
  }

  @Fault(
      what = "reset does nothing for a barrier that is broken.",
      breaks = {"barrier.reset.repairs"})
  static final class ResetDoesNotRepair extends TaskBarrier {
    ResetDoesNotRepair(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> reset() {
      return asyncio.coroutine(() -> broken ? null : asyncio.await(super.reset()));
    }
  }

  @Fault(
      what = "Who waits is not told of an abort.",
      breaks = {"barrier.abort.waiting"})
  static final class AbortLeavesWhoWaits extends TaskBarrier {
    AbortLeavesWhoWaits(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> abort() {
      return asyncio.coroutine(() -> {
        broken = true;
        return null;
      });
    }
  }

  @Fault(
      what = "abort is a reset.",
      breaks = {"barrier.abort.later", "barrier.broken.tells"})
  static final class AbortIsAReset extends TaskBarrier {
    AbortIsAReset(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> abort() {
      return reset();
    }
  }

  @Fault(
      what = "A second abort makes a barrier whole.",
      breaks = {"barrier.broken.tells"})
  static final class RepairedByAbort extends TaskBarrier {
    RepairedByAbort(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> abort() {
      return broken() ? reset() : super.abort();
    }
  }

  @Fault(
      what = "A barrier that was repaired breaks again when it was passed.",
      breaks = {"barrier.reset.repairs"})
  static final class BreaksAgain extends TaskBarrier {
    private boolean wasBroken;

    BreaksAgain(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> abort() {
      wasBroken = true;
      return super.abort();
    }

    @Override
    protected int pass() throws Exception {
      int number = super.pass();
      broken |= wasBroken;
      return number;
    }
  }

  /** A barrier that knows how many have not had their turns. */
  abstract static class CountsPassing extends TaskBarrier {
    int passing;

    CountsPassing(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    protected int pass() throws Exception {
      passing++;
      try {
        return super.pass();
      } finally {
        passing--;
      }
    }
  }

  @Fault(
      what = "A barrier looks whole until all who waited have been told of the abort.",
      breaks = {"barrier.broken.tells"})
  static final class LooksBrokenLate extends CountsPassing {
    LooksBrokenLate(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public boolean broken() {
      return super.broken() && passing == 0;
    }
  }

  @Fault(
      what = "A barrier that was broken stays so if it is reset before all have had their turns.",
      breaks = {"barrier.reset.repairs"})
  static final class RepairedTooEarly extends CountsPassing {
    RepairedTooEarly(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> reset() {
      return asyncio.coroutine(() -> {
        boolean tooEarly = broken() && passing > 0;
        asyncio.await(super.reset());
        broken = tooEarly;
        return null;
      });
    }
  }

  @Fault(
      what = "A reset breaks the barrier if some of the last round have not had their turns.",
      breaks = {"barrier.reset.empty", "barrier.reset.repairs"})
  static final class BreaksWhenReset extends CountsPassing {
    BreaksWhenReset(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> reset() {
      return asyncio.coroutine(() -> {
        boolean someArePassing = passing > nWaiting();
        asyncio.await(super.reset());
        broken = someArePassing;
        return null;
      });
    }
  }

  @Fault(
      what = "abort leaves a barrier whole of whose last round some have not had their turns.",
      breaks = {"barrier.abort.later"})
  static final class AbortsNoRoundThatIsComplete extends CountsPassing {
    AbortsNoRoundThatIsComplete(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> abort() {
      return asyncio.coroutine(() -> passing > nWaiting() ? null : asyncio.await(super.abort()));
    }
  }

  /** A barrier that tells the first few of those who wait. */
  abstract static class TellsFew extends TaskBarrier {
    private static final int FEW = 16;

    TellsFew(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    void tellFew() {
      Round ended = filling;
      filling = new Round();
      for (int i = 0; i < FEW; i++) {
        ended.line.callNext();
      }
    }
  }

  @Fault(
      what = "abort tells sixteen of those who wait.",
      breaks = {"barrier.abort.waiting"})
  static final class AbortTellsFew extends TellsFew {
    AbortTellsFew(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> abort() {
      return asyncio.coroutine(() -> {
        broken = true;
        tellFew();
        return null;
      });
    }
  }

  @Fault(
      what = "reset tells sixteen of those who wait.",
      breaks = {"barrier.reset.waiting"})
  static final class ResetTellsFew extends TellsFew {
    ResetTellsFew(Asyncio asyncio, int parties) {
      super(asyncio, parties);
    }

    @Override
    public Coroutine<@Nullable Object> reset() {
      return asyncio.coroutine(() -> {
        broken = false;
        tellFew();
        return null;
      });
    }
  }
}
