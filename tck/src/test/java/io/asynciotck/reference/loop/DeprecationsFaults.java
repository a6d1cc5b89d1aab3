package io.asynciotck.reference.loop;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;

/** Faults in what a module says of calls that are deprecated. */
final class DeprecationsFaults {

  private DeprecationsFaults() {}

  @Fault(
      what = "Where no loop is there, none is made, and nothing warns, as it is since 3.14.",
      profile = "py3.13",
      breaks = {
        "deprecation.as-completed.no-loop",
        "deprecation.default-policy.no-loop",
        "deprecation.ensure-future.no-loop",
        "deprecation.future.no-loop",
        "deprecation.gather.no-loop",
        "deprecation.gather.nothing",
        "deprecation.get-event-loop.no-loop",
        "deprecation.shield.no-loop",
        "deprecation.task.no-loop",
        "deprecation.wrap-future.no-loop"
      },
      reason = "It is one step, which makes a loop and warns.",
      ripples = {"policy.default.created"})
  static final class RefusesAtOnce extends ReferenceAsyncio {
    RefusesAtOnce(LoopClock clock) {
      super(clock);
    }
  }

  /** A module that does not say that a function is deprecated. */
  abstract static class Silent extends ReferenceAsyncio {
    private final String silent;

    Silent(LoopClock clock, String silent) {
      super(clock);
      this.silent = silent;
    }

    @Override
    protected void deprecated(String function) {
      if (!function.equals(silent)) {
        super.deprecated(function);
      }
    }
  }

  @Fault(
      what = "get_event_loop_policy does not warn.",
      breaks = {"deprecation.policy.get"})
  static final class SilentGet extends Silent {
    SilentGet(LoopClock clock) {
      super(clock, "get_event_loop_policy");
    }
  }

  @Fault(
      what = "set_event_loop_policy does not warn.",
      breaks = {"deprecation.policy.set"})
  static final class SilentSet extends Silent {
    SilentSet(LoopClock clock) {
      super(clock, "set_event_loop_policy");
    }
  }

  @Fault(
      what = "DefaultEventLoopPolicy does not warn.",
      breaks = {"deprecation.policy.default"})
  static final class SilentDefault extends Silent {
    SilentDefault(LoopClock clock) {
      super(clock, "DefaultEventLoopPolicy");
    }
  }

  @Fault(
      what = "iscoroutinefunction does not warn.",
      breaks = {"deprecation.iscoroutinefunction.call"})
  static final class SilentQuestion extends Silent {
    SilentQuestion(LoopClock clock) {
      super(clock, "iscoroutinefunction");
    }
  }

  @Fault(
      what = "Only the first deprecated call warns.",
      breaks = {
        "deprecation.iscoroutinefunction.call",
        "deprecation.policy.default",
        "deprecation.policy.get",
        "deprecation.policy.set"
      },
      reason = "All of them are said by one step.")
  static final class WarnsOnce extends ReferenceAsyncio {
    WarnsOnce(LoopClock clock) {
      super(clock);
    }

    @Override
    protected void deprecated(String function) {
      if (deprecatedCalls() == 0) {
        super.deprecated(function);
      }
    }
  }
}
