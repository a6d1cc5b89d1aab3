package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Step;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BodyCoroutine;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.stacks.Raise;
import org.jspecify.annotations.Nullable;

/** Faults in driving a coroutine by hand. */
final class CoroutineDrivingFaults {

  private CoroutineDrivingFaults() {}

  @Fault(
      what = "The first send does not run the body.",
      breaks = {
        "coroutine.close.clean-up",
        "coroutine.close.finished",
        "coroutine.close.innermost",
        "coroutine.close.raised",
        "coroutine.close.refused",
        "coroutine.send.finished",
        "coroutine.send.future",
        "coroutine.send.raised",
        "coroutine.send.resume",
        "coroutine.send.start",
        "coroutine.throw.caught",
        "coroutine.throw.innermost",
        "coroutine.throw.suspension-point"
      })
  static final class SendDoesNotStart<T extends @Nullable Object> extends BodyCoroutine<T> {
    private boolean begun;

    SendDoesNotStart(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> send(@Nullable Object value) {
      if (begun) {
        return super.send(value);
      }
      begun = true;
      return new Step.Suspended<>(null);
    }
  }

  @Fault(
      what = "A send to a suspended coroutine does not run the body.",
      breaks = {"coroutine.send.finished", "coroutine.send.resume", "coroutine.send.returned"})
  static final class SendDoesNotResume<T extends @Nullable Object> extends BodyCoroutine<T> {
    private boolean begun;

    SendDoesNotResume(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> send(@Nullable Object value) {
      if (begun) {
        return new Step.Suspended<>(null);
      }
      begun = true;
      return super.send(value);
    }
  }

  @Fault(
      what = "What a send returns does not tell what the coroutine waits for.",
      breaks = {"coroutine.send.future"})
  static final class SendHidesTheFuture<T extends @Nullable Object> extends BodyCoroutine<T> {
    SendHidesTheFuture(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> send(@Nullable Object value) {
      Step<T> step = super.send(value);
      return step instanceof Step.Suspended<T> ? new Step.Suspended<>(null) : step;
    }
  }

  @Fault(
      what = "The last send loses the value that the body returns.",
      breaks = {"coroutine.send.returned"})
  static final class SendLosesTheReturnValue<T extends @Nullable Object> extends BodyCoroutine<T> {
    SendLosesTheReturnValue(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> send(@Nullable Object value) {
      Step<T> step = super.send(value);
      return step instanceof Step.Returned<T> ? new Step.Returned<>(nothing()) : step;
    }
  }

  @Fault(
      what = "A send returns normally though the body raises.",
      breaks = {"coroutine.send.raised"})
  static final class SendHidesTheFailure<T extends @Nullable Object> extends BodyCoroutine<T> {
    SendHidesTheFailure(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> send(@Nullable Object value) {
      try {
        return super.send(value);
      } catch (IllegalStateException misuse) {
        throw misuse;
      } catch (Exception lost) {
        return new Step.Returned<>(nothing());
      }
    }
  }

  @Fault(
      what = "A send to a finished coroutine is no error.",
      breaks = {"coroutine.send.finished"})
  static final class SendToTheFinishedIsIgnored<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean ended;

    SendToTheFinishedIsIgnored(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> send(@Nullable Object value) {
      if (ended) {
        return new Step.Returned<>(nothing());
      }
      Step<T> step = super.send(value);
      ended = step instanceof Step.Returned<T>;
      return step;
    }
  }

  @Fault(
      what = "A throw raises to its caller and not in the body.",
      breaks = {
        "coroutine.throw.caught",
        "coroutine.throw.innermost",
        "coroutine.throw.suspension-point"
      })
  static final class ThrowDoesNotReachTheBody<T extends @Nullable Object> extends BodyCoroutine<T> {
    ThrowDoesNotReachTheBody(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> throwInto(Throwable exception) {
      throw Raise.asIs(exception);
    }
  }

  @Fault(
      what = "What a throw returns does not tell what the coroutine waits for.",
      breaks = {"coroutine.throw.caught"})
  static final class ThrowHidesTheFuture<T extends @Nullable Object> extends BodyCoroutine<T> {
    ThrowHidesTheFuture(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> throwInto(Throwable exception) {
      Step<T> step = super.throwInto(exception);
      return step instanceof Step.Suspended<T> ? new Step.Suspended<>(null) : step;
    }
  }

  @Fault(
      what = "A throw returns normally though the body does not catch the exception.",
      breaks = {
        "coroutine.throw.innermost",
        "coroutine.throw.uncaught",
        "coroutine.throw.unstarted"
      })
  static final class ThrowHidesWhatIsNotCaught<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    ThrowHidesWhatIsNotCaught(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> throwInto(Throwable exception) {
      try {
        return super.throwInto(exception);
      } catch (Exception lost) {
        return new Step.Returned<>(nothing());
      }
    }
  }

  @Fault(
      what = "A throw into a new coroutine starts its body.",
      breaks = {"coroutine.throw.unstarted"})
  static final class ThrowStartsTheBody<T extends @Nullable Object> extends BodyCoroutine<T> {
    private boolean begun;

    ThrowStartsTheBody(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> throwInto(Throwable exception) {
      if (!begun) {
        send(null);
      }
      return super.throwInto(exception);
    }

    @Override
    protected boolean resume(@Nullable Throwable exception) {
      begun = true;
      return super.resume(exception);
    }
  }

  @Fault(
      what = "Closing a new coroutine has no effect.",
      breaks = {"coroutine.close.unstarted"})
  static final class CloseForgetsTheUnstarted<T extends @Nullable Object> extends BodyCoroutine<T> {
    private boolean begun;

    CloseForgetsTheUnstarted(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public void close() {
      if (begun) {
        super.close();
      }
    }

    @Override
    protected boolean resume(@Nullable Throwable exception) {
      begun = true;
      return super.resume(exception);
    }
  }

  @Fault(
      what = "Closing a suspended coroutine runs no finally block.",
      breaks = {
        "coroutine.close.clean-up",
        "coroutine.close.innermost",
        "coroutine.close.raised",
        "coroutine.close.refused"
      })
  static final class CloseDoesNotCleanUp<T extends @Nullable Object> extends BodyCoroutine<T> {
    private boolean begun;

    CloseDoesNotCleanUp(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public void close() {
      if (!begun) {
        super.close();
      }
    }

    @Override
    protected boolean resume(@Nullable Throwable exception) {
      begun = true;
      return super.resume(exception);
    }
  }

  @Fault(
      what = "What a clean-up raises is not heard of.",
      breaks = {"coroutine.close.raised"})
  static final class CloseHidesWhatIsRaised<T extends @Nullable Object> extends BodyCoroutine<T> {
    CloseHidesWhatIsRaised(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (IllegalStateException refused) {
        throw refused;
      } catch (Throwable hidden) {
        // as if nothing had been raised
      }
    }
  }

  @Fault(
      what = "Closing a finished coroutine is an error.",
      breaks = {"coroutine.close.finished"})
  static final class SecondCloseIsRefused<T extends @Nullable Object> extends BodyCoroutine<T> {
    private boolean ended;

    SecondCloseIsRefused(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public void close() {
      if (ended) {
        throw new IllegalStateException();
      }
      super.close();
    }

    @Override
    protected boolean resume(@Nullable Throwable exception) {
      ended = super.resume(exception);
      return ended;
    }
  }

  @Fault(
      what = "Closing a coroutine that suspends again is no error.",
      breaks = {"coroutine.close.refused"})
  static final class CloseIgnoresARefusal<T extends @Nullable Object> extends BodyCoroutine<T> {
    CloseIgnoresARefusal(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (IllegalStateException _) {
        // the fault
      }
    }
  }
}
