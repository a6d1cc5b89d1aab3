package io.asynciotck.reference.io;

import io.asynciotck.api.io.Protocol;
import io.asynciotck.api.io.Transport;
import io.asynciotck.reference.faults.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in flow control. */
final class TransportsFlowFaults {

  private TransportsFlowFaults() {}

  @Fault(
      what = "pause_writing is called twice.",
      breaks = {
        "transport.pause-writing.at-high",
        "transport.pause-writing.high-zero",
        "transport.pause-writing.once",
        "transport.pause-writing.one-more",
        "transport.pause-writing.over-high",
        "transport.resume-writing.low",
        "transport.write-buffer-limits.at-once",
        "transport.writelines.pauses"
      })
  static final class PausesTwice extends Relay {
    PausesTwice(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void pauseWriting() {
      super.pauseWriting();
      super.pauseWriting();
    }
  }

  @Fault(
      what = "pause_writing is called a byte too late.",
      breaks = {
        "transport.pause-writing.at-high",
        "transport.pause-writing.high-zero",
        "transport.pause-writing.one-more",
        "transport.write-buffer-limits.at-once",
        "transport.write-buffer-limits.refused"
      })
  static final class PausesTooLate extends BrokenTransport {
    PausesTooLate(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      super.setWriteBufferLimits(high == null ? null : (Integer) (high + 1), low);
    }

    @Override
    public List<Integer> getWriteBufferLimits() {
      List<Integer> limits = super.getWriteBufferLimits();
      return List.of(limits.get(0), limits.get(1) - (limits.get(1) % 2));
    }
  }

  @Fault(
      what = "pause_writing is called the first time only.",
      breaks = {"transport.pause-writing.over-high", "transport.resume-writing.low"})
  static final class PausesOnce extends Relay {
    private boolean paused;

    PausesOnce(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void pauseWriting() {
      if (!paused) {
        super.pauseWriting();
      }
      paused = true;
    }
  }

  @Fault(
      what = "resume_writing is called twice, and not again.",
      breaks = {"transport.resume-writing.low"})
  static final class ResumesTwice extends Relay {
    private int resumed;

    ResumesTwice(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void resumeWriting() {
      if (resumed++ < 2) {
        super.resumeWriting();
      }
    }
  }

  /** A relay that knows the transport. */
  abstract static class Knowing extends Relay {
    @Nullable Transport its;

    Knowing(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade(Transport transport) {
      its = transport;
      super.connectionMade(transport);
    }
  }

  @Fault(
      what = "resume_writing is not called while more than 64 KiB wait, whatever the low limit is.",
      breaks = {"transport.resume-writing.low"})
  static final class ResumesNoEarlier extends Knowing {
    ResumesNoEarlier(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void resumeWriting() {
      if (its == null || its.getWriteBufferSize() <= 1 << 16) {
        super.resumeWriting();
      }
    }
  }

  @Fault(
      what = "resume_writing is not called behind close.",
      breaks = {"transport.resume-writing.low"})
  static final class ResumesNoMoreBehindClose extends Knowing {
    ResumesNoMoreBehindClose(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void resumeWriting() {
      if (its == null || !its.isClosing()) {
        super.resumeWriting();
      }
    }
  }

  @Fault(
      what = "resume_writing is called whenever all was sent.",
      breaks = {"transport.resume-writing.only-paused"})
  static final class ResumesWhatIsNotPaused extends BrokenTransport {
    ResumesWhatIsNotPaused(Parts parts) {
      super(parts);
    }

    @Override
    public void write(byte[] data) {
      super.write(data);
      int waits = getWriteBufferSize();
      if (waits > 0 && waits <= getWriteBufferLimits().get(1)) {
        loop.callSoon(this::resumeWhenSent);
      }
    }

    private void resumeWhenSent() {
      if (isClosing()) {
        return;
      }
      if (getWriteBufferSize() == 0) {
        protocol.resumeWriting();
      } else {
        loop.callSoon(this::resumeWhenSent);
      }
    }
  }

  @Fault(
      what = "What pause_writing raises is dropped.",
      breaks = {"transport.pause-writing.raises"})
  static final class SwallowsInPauses extends Relay {
    SwallowsInPauses(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void pauseWriting() {
      try {
        super.pauseWriting();
      } catch (Throwable dropped) {
        // Nobody is told.
      }
    }
  }

  @Fault(
      what = "What resume_writing raises is dropped.",
      breaks = {"transport.resume-writing.raises"})
  static final class SwallowsInResumes extends Relay {
    SwallowsInResumes(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void resumeWriting() {
      try {
        super.resumeWriting();
      } catch (Throwable dropped) {
        // Nobody is told.
      }
    }
  }

  @Fault(
      what = "resume_writing is called when no more waits than the high limit allows.",
      breaks = {
        "transport.resume-writing.low-zero",
        "transport.resume-writing.not-above-low",
        "transport.write-buffer-limits.get",
        "transport.write-buffer-limits.negative",
        "transport.write-buffer-limits.only-low",
        "transport.write-buffer-limits.refused"
      })
  static final class ResumesAtTheHighLimit extends BrokenTransport {
    ResumesAtTheHighLimit(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      super.setWriteBufferLimits(high, high);
    }
  }

  @Fault(
      what = "A low limit of 0 is taken for none.",
      breaks = {"transport.resume-writing.low-zero"})
  static final class NoLowLimitOfZero extends BrokenTransport {
    NoLowLimitOfZero(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      super.setWriteBufferLimits(high, low != null && low == 0 ? null : low);
    }
  }

  @Fault(
      what = "get_write_buffer_limits gives the high limit first.",
      breaks = {
        "transport.write-buffer-limits.default",
        "transport.write-buffer-limits.get",
        "transport.write-buffer-limits.neither",
        "transport.write-buffer-limits.only-high",
        "transport.write-buffer-limits.only-low"
      })
  static final class HighLimitFirst extends BrokenTransport {
    HighLimitFirst(Parts parts) {
      super(parts);
    }

    @Override
    public List<Integer> getWriteBufferLimits() {
      return super.getWriteBufferLimits().reversed();
    }
  }

  @Fault(
      what = "The limits are 32 KiB and 128 KiB if nobody has set them.",
      breaks = {"transport.write-buffer-limits.default"})
  static final class OtherLimits extends BrokenTransport {
    OtherLimits(Parts parts) {
      super(parts);
      super.setWriteBufferLimits(1 << 17, 1 << 15);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      super.setWriteBufferLimits(high, low);
    }
  }

  @Fault(
      what = "If only the high limit is given, the low one is twice as much.",
      breaks = {"transport.write-buffer-limits.only-high"})
  static final class LowAboveHigh extends BrokenTransport {
    LowAboveHigh(Parts parts) {
      super(parts);
    }

    private boolean onlyHigh;

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      onlyHigh = high != null && low == null;
      super.setWriteBufferLimits(high, low);
    }

    @Override
    public List<Integer> getWriteBufferLimits() {
      List<Integer> limits = super.getWriteBufferLimits();
      return onlyHigh ? List.of(2 * limits.get(1), limits.get(1)) : limits;
    }
  }

  @Fault(
      what = "If only the low limit is given, the high one stays as it was.",
      breaks = {"transport.write-buffer-limits.only-low"})
  static final class HighLimitStays extends BrokenTransport {
    HighLimitStays(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      boolean onlyLow = high == null && low != null;
      super.setWriteBufferLimits(onlyLow ? getWriteBufferLimits().get(1) : high, low);
    }
  }

  @Fault(
      what = "set_write_buffer_limits without limits does nothing.",
      breaks = {"transport.write-buffer-limits.neither"})
  static final class NoWayBack extends BrokenTransport {
    NoWayBack(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      if (high != null || low != null) {
        super.setWriteBufferLimits(high, low);
      }
    }
  }

  @Fault(
      what = "A high limit of 0 is refused.",
      breaks = {
        "transport.pause-writing.high-zero",
        "transport.pause-writing.raises",
        "transport.resume-writing.raises",
        "transport.write-buffer-limits.high-zero"
      })
  static final class NoHighLimitOfZero extends BrokenTransport {
    NoHighLimitOfZero(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      if (high != null && high == 0) {
        throw new IllegalArgumentException("No room at all");
      }
      super.setWriteBufferLimits(high, low);
    }
  }

  @Fault(
      what = "A negative limit is taken for 0.",
      breaks = {"transport.write-buffer-limits.negative"})
  static final class NegativeIsZero extends BrokenTransport {
    NegativeIsZero(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      super.setWriteBufferLimits(high, low == null ? null : (Integer) Math.max(0, low));
    }
  }

  @Fault(
      what = "set_write_buffer_limits does not call pause_writing.",
      breaks = {"transport.write-buffer-limits.at-once"})
  static final class LimitsComeLater extends BrokenTransport {
    LimitsComeLater(Parts parts) {
      super(
          parts,
          parts.protocol() instanceof Protocol
              ? new TransportsSendFaults.Mute(parts.protocol())
              : parts.protocol());
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      if (protocol instanceof TransportsSendFaults.Mute mute) {
        mute.on = true;
        super.setWriteBufferLimits(high, low);
        mute.on = false;
      } else {
        super.setWriteBufferLimits(high, low);
      }
    }
  }

  @Fault(
      what = "Limits can be set once.",
      breaks = {"transport.write-buffer-limits.get"})
  static final class SetsLimitsOnce extends BrokenTransport {
    SetsLimitsOnce(Parts parts) {
      super(parts);
    }

    private boolean areSet;

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      if (!areSet) {
        super.setWriteBufferLimits(high, low);
      }
      areSet |= high != null && low != null && high > low && low > 1;
    }
  }

  @Fault(
      what = "Limits cannot be changed while something waits.",
      breaks = {"transport.write-buffer-limits.at-once", "transport.write-buffer-limits.get"})
  static final class KeepsItsLimits extends BrokenTransport {
    KeepsItsLimits(Parts parts) {
      super(parts);
    }

    @Override
    public void setWriteBufferLimits(@Nullable Integer high, @Nullable Integer low) {
      if (getWriteBufferSize() == 0) {
        super.setWriteBufferLimits(high, low);
      }
    }
  }
}
