package io.asynciotck.reference.loop;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.DefaultEventLoopPolicy;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.EventLoopPolicy;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.ThreadPolicy;
import io.asynciotck.reference.faults.BrokenRunner;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.tasks.Program;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults in policies, and in what asks them. */
final class PoliciesFaults {

  private PoliciesFaults() {}

  /** A module in which somebody may have set a policy. */
  abstract static class WithPolicies extends ReferenceAsyncio {
    WithPolicies(LoopClock clock) {
      super(clock);
    }

    /** Whether the policy is another one than that at the beginning. */
    final boolean isCustom() {
      return policy() != threadPolicy();
    }
  }

  // Getting and setting

  @Fault(
      what = "get_event_loop_policy returns another object each time until a policy is set.",
      breaks = {"policy.get.default"})
  static final class NewDefaultEachTime extends ReferenceAsyncio {
    NewDefaultEachTime(LoopClock clock) {
      super(clock);
    }

    private record View(EventLoopPolicy of) implements DefaultEventLoopPolicy {
      @Override
      public EventLoop getEventLoop() {
        return of.getEventLoop();
      }

      @Override
      public void setEventLoop(@Nullable EventLoop loop) {
        of.setEventLoop(loop);
      }

      @Override
      public EventLoop newEventLoop() {
        return of.newEventLoop();
      }
    }

    @Override
    protected EventLoopPolicy policy() {
      EventLoopPolicy policy = super.policy();
      return policy == threadPolicy() ? new View(policy) : policy;
    }
  }

  @Fault(
      what = "A policy that was set stays until None is set.",
      breaks = {"policy.get.all-threads", "policy.get.last"})
  static final class FirstPolicyStays extends WithPolicies {
    FirstPolicyStays(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoopPolicy(@Nullable EventLoopPolicy policy) {
      if (policy == null || !isCustom()) {
        super.setEventLoopPolicy(policy);
      }
    }
  }

  @Fault(
      what = "A policy is set for one thread.",
      breaks = {"policy.get.all-threads", "policy.get-event-loop.other-thread"})
  static final class PolicyOfAThread extends ReferenceAsyncio {
    private final Map<Thread, EventLoopPolicy> policies = new ConcurrentHashMap<>();

    PolicyOfAThread(LoopClock clock) {
      super(clock);
    }

    @Override
    protected EventLoopPolicy policy() {
      EventLoopPolicy policy = policies.get(Thread.currentThread());
      return policy == null ? super.policy() : policy;
    }

    @Override
    public void setEventLoopPolicy(@Nullable EventLoopPolicy policy) {
      if (policy == null) {
        policies.remove(Thread.currentThread());
      } else {
        policies.put(Thread.currentThread(), policy);
      }
    }
  }

  @Fault(
      what = "set_event_loop_policy(None) has no effect.",
      breaks = {"policy.set.none"})
  static final class CannotBeTakenAway extends ReferenceAsyncio {
    CannotBeTakenAway(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoopPolicy(@Nullable EventLoopPolicy policy) {
      if (policy != null) {
        super.setEventLoopPolicy(policy);
      }
    }
  }

  // What a policy is asked

  @Fault(
      what = "new_event_loop does not ask the policy.",
      breaks = {
        "policy.new-event-loop.asked",
        "policy.run.loop",
        "policy.runner.current",
        "policy.runner.loop"
      },
      reason = "The loops of runs come from new_event_loop.")
  static final class MakesLoopsItself extends ReferenceAsyncio {
    MakesLoopsItself(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop newEventLoop() {
      return makeLoop();
    }
  }

  @Fault(
      what = "set_event_loop does not tell the policy.",
      breaks = {"policy.runner.current", "policy.set-event-loop.asked"},
      reason = "A runner tells it by set_event_loop.")
  static final class SetsLoopsItself extends ReferenceAsyncio {
    SetsLoopsItself(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      threadPolicy().setEventLoop(loop);
    }
  }

  @Fault(
      what = "set_event_loop(None) does not tell a policy that was set.",
      breaks = {"policy.set-event-loop.asked"})
  static final class DoesNotTellOfNone extends WithPolicies {
    DoesNotTellOfNone(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      if (loop != null || !isCustom()) {
        super.setEventLoop(loop);
      }
    }
  }

  @Fault(
      what = "get_event_loop does not ask the policy.",
      breaks = {"policy.get-event-loop.asked", "policy.get-event-loop.other-thread"})
  static final class FindsLoopsItself extends ReferenceAsyncio {
    FindsLoopsItself(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getEventLoop() {
      EventLoop running = runningLoopOrNull();
      return running == null ? threadPolicy().getEventLoop() : running;
    }
  }

  @Fault(
      what = "get_event_loop asks a policy once, and keeps what it returned.",
      breaks = {"policy.get-event-loop.asked"})
  static final class AsksOnce extends WithPolicies {
    private final Map<EventLoopPolicy, EventLoop> answers = new WeakHashMap<>();

    AsksOnce(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getEventLoop() {
      return isCustom() && runningLoopOrNull() == null
          ? answers.computeIfAbsent(policy(), EventLoopPolicy::getEventLoop)
          : super.getEventLoop();
    }
  }

  @Fault(
      what = "get_event_loop asks a policy only in the thread that has set it.",
      breaks = {"policy.get-event-loop.other-thread"})
  static final class AsksInOneThread extends WithPolicies {
    private volatile @Nullable Thread setter;

    AsksInOneThread(LoopClock clock) {
      super(clock);
    }

    @Override
    public void setEventLoopPolicy(@Nullable EventLoopPolicy policy) {
      setter = Thread.currentThread();
      super.setEventLoopPolicy(policy);
    }

    @Override
    public EventLoop getEventLoop() {
      return isCustom() && setter != Thread.currentThread()
          ? threadPolicy().getEventLoop()
          : super.getEventLoop();
    }
  }

  @Fault(
      what = "get_event_loop asks a policy that was set, even while a loop runs.",
      breaks = {"policy.get-event-loop.running"})
  static final class AsksWhileALoopRuns extends WithPolicies {
    AsksWhileALoopRuns(LoopClock clock) {
      super(clock);
    }

    @Override
    public EventLoop getEventLoop() {
      return isCustom() ? policy().getEventLoop() : super.getEventLoop();
    }
  }

  // Running programs

  /** A module whose runs make their loops in another way. */
  abstract static class Runs extends ReferenceAsyncio {
    Runs(LoopClock clock) {
      super(clock);
    }

    abstract EventLoop loopOf(
        Callable<? extends EventLoop> reference, @Nullable Callable<? extends EventLoop> factory)
        throws Exception;

    @Override
    protected <T extends @Nullable Object> Program<T> newProgram(
        Awaitable<T> main,
        @Nullable Boolean debug,
        @Nullable Callable<? extends EventLoop> loopFactory) {
      return new Program<>(this, main, debug, loopFactory) {
        @Override
        protected EventLoop newLoop() {
          try {
            return loopOf(super::newLoop, loopFactory);
          } catch (Exception impossible) {
            throw new AssertionError(impossible);
          }
        }
      };
    }
  }

  @Fault(
      what = "run makes its loop without the policy.",
      breaks = {"policy.run.loop"})
  static final class RunsInItsOwnLoop extends Runs {
    RunsInItsOwnLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    EventLoop loopOf(
        Callable<? extends EventLoop> reference, @Nullable Callable<? extends EventLoop> factory)
        throws Exception {
      if (factory != null) {
        return reference.call();
      }
      EventLoop made = makeLoop();
      setEventLoop(made);
      return made;
    }
  }

  @Fault(
      what = "run tells the policy of the loop that a factory has made.",
      breaks = {"policy.run.loop-factory"})
  static final class TellsOfMadeLoops extends Runs {
    TellsOfMadeLoops(LoopClock clock) {
      super(clock);
    }

    @Override
    EventLoop loopOf(
        Callable<? extends EventLoop> reference, @Nullable Callable<? extends EventLoop> factory)
        throws Exception {
      EventLoop made = reference.call();
      if (factory != null) {
        setEventLoop(made);
      }
      return made;
    }
  }

  @Fault(
      what = "A runner makes its loop without the policy.",
      breaks = {"policy.runner.loop", "policy.runner.current"},
      reason = "The loop that the policy is told of is not the one that it has made.")
  static final class RunnersMakeLoops extends BrokenRunner {
    RunnersMakeLoops(Parts parts) {
      super(parts);
    }

    @Override
    protected EventLoop newLoop() {
      if (parts().loopFactory() != null) {
        return super.newLoop();
      }
      EventLoop made = asyncio().threadPolicy().newEventLoop();
      asyncio().setEventLoop(made);
      return made;
    }
  }

  @Fault(
      what = "A runner sets its loop without the policy.",
      breaks = {"policy.runner.current"})
  static final class RunnersSetLoops extends BrokenRunner {
    RunnersSetLoops(Parts parts) {
      super(parts);
    }

    @Override
    protected EventLoop newLoop() {
      if (parts().loopFactory() != null) {
        return super.newLoop();
      }
      EventLoop made = asyncio().newEventLoop();
      asyncio().threadPolicy().setEventLoop(made);
      return made;
    }
  }

  // The default policy

  /** A module whose default policies are broken, if they are made by their name. */
  abstract static class Defaults extends ReferenceAsyncio {
    private final Function<BaseAsyncio, ThreadPolicy> maker;

    Defaults(LoopClock clock, Function<BaseAsyncio, ThreadPolicy> maker) {
      super(clock);
      this.maker = maker;
    }

    @Override
    public DefaultEventLoopPolicy newDefaultEventLoopPolicy() {
      return maker.apply(this);
    }
  }

  @Fault(
      what = "The default policy returns a loop that it has returned before.",
      breaks = {"policy.default.new-loop"})
  static final class ReturnsLoopsAgain extends Defaults {
    ReturnsLoopsAgain(LoopClock clock) {
      super(clock, SecondLoopPolicy::new);
    }

    private static final class SecondLoopPolicy extends ThreadPolicy {
      private @Nullable EventLoop second;
      private int made;

      SecondLoopPolicy(BaseAsyncio asyncio) {
        super(asyncio);
      }

      @Override
      public EventLoop newEventLoop() {
        made++;
        if (made == 3) {
          return Objects.requireNonNull(second);
        }
        second = super.newEventLoop();
        return second;
      }
    }
  }

  @Fault(
      what = "The default policy makes its new loops the current ones.",
      breaks = {"policy.default.new-loop"})
  static final class SetsItsLoops extends Defaults {
    SetsItsLoops(LoopClock clock) {
      super(clock, SettingPolicy::new);
    }

    private static final class SettingPolicy extends ThreadPolicy {
      SettingPolicy(BaseAsyncio asyncio) {
        super(asyncio);
      }

      @Override
      public EventLoop newEventLoop() {
        EventLoop made = super.newEventLoop();
        setEventLoop(made);
        return made;
      }
    }
  }

  @Fault(
      what = "The default policy keeps the loop that was set first.",
      breaks = {"policy.default.current"})
  static final class FirstLoopStays extends Defaults {
    FirstLoopStays(LoopClock clock) {
      super(clock, FirstLoopPolicy::new);
    }

    private static final class FirstLoopPolicy extends ThreadPolicy {
      FirstLoopPolicy(BaseAsyncio asyncio) {
        super(asyncio);
      }

      @Override
      public void setEventLoop(@Nullable EventLoop loop) {
        if (loop == null || current() == null) {
          super.setEventLoop(loop);
        }
      }
    }
  }

  @Fault(
      what = "The default policy has one loop for all threads.",
      breaks = {"policy.default.other-thread", "policy.default.per-thread"})
  static final class OneLoopForAll extends Defaults {
    OneLoopForAll(LoopClock clock) {
      super(clock, OneLoopPolicy::new);
    }

    private static final class OneLoopPolicy extends ThreadPolicy {
      private volatile @Nullable EventLoop one;

      OneLoopPolicy(BaseAsyncio asyncio) {
        super(asyncio);
      }

      @Override
      public void setEventLoop(@Nullable EventLoop loop) {
        one = loop;
      }

      @Override
      public EventLoop getEventLoop() {
        EventLoop found = one;
        return found == null ? super.getEventLoop() : found;
      }
    }
  }

  /** A policy that makes a loop in some threads where none was set. */
  private static class Making extends ThreadPolicy {
    private final Thread maker = Thread.currentThread();
    private final boolean there;
    private boolean isSet;

    Making(BaseAsyncio asyncio, boolean there) {
      super(asyncio);
      this.there = there;
    }

    @Override
    public void setEventLoop(@Nullable EventLoop loop) {
      isSet = true;
      super.setEventLoop(loop);
    }

    @Override
    public EventLoop getEventLoop() {
      boolean elsewhere = Thread.currentThread() != maker;
      if (elsewhere == there && current() == null && (elsewhere || !isSet)) {
        setEventLoop(newEventLoop());
      }
      return super.getEventLoop();
    }
  }

  @Fault(
      what = "The default policy makes a loop for a thread that has set none.",
      breaks = {"policy.default.other-thread"})
  static final class MakesLoopsInThreads extends Defaults {
    MakesLoopsInThreads(LoopClock clock) {
      super(clock, asyncio -> new Making(asyncio, true));
    }
  }

  @Fault(
      what = "The default policy makes a loop for the main thread, as it did up to Python 3.13.",
      breaks = {"policy.default.none"})
  static final class MakesAFirstLoop extends Defaults {
    MakesAFirstLoop(LoopClock clock) {
      super(clock, asyncio -> new Making(asyncio, false));
    }
  }

  @Fault(
      what = "The default policy makes no loop for the main thread, as it does not since 3.14.",
      profile = "py3.13",
      breaks = {"policy.default.created"})
  static final class MakesNoFirstLoop extends Defaults {
    MakesNoFirstLoop(LoopClock clock) {
      super(clock, ThreadPolicy::new);
    }
  }

  @Fault(
      what = "The default policy returns None where no loop was set.",
      breaks = {"policy.default.never-none", "policy.default.none", "policy.default.other-thread"},
      reason = "What is returned is not raised.")
  static final class ReturnsNone extends Defaults {
    ReturnsNone(LoopClock clock) {
      super(clock, NonePolicy::new);
    }

    private static final class NonePolicy extends ThreadPolicy {
      NonePolicy(BaseAsyncio asyncio) {
        super(asyncio);
      }

      @Override
      @SuppressWarnings("NullAway") // This is the fault.
      public EventLoop getEventLoop() {
        return current();
      }
    }
  }
}
