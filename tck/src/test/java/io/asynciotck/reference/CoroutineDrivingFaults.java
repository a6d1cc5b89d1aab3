package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.coroutines;
import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in driving a coroutine by hand. */
final class CoroutineDrivingFaults {

  private CoroutineDrivingFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "send-does-not-start",
            "The first send does not run the body.",
            coroutines(SendDoesNotStart::new),
            "coroutine.close.clean-up",
            "coroutine.close.finished",
            "coroutine.close.innermost",
            "coroutine.close.refused",
            "coroutine.send.finished",
            "coroutine.send.future",
            "coroutine.send.raised",
            "coroutine.send.resume",
            "coroutine.send.start",
            "coroutine.throw.caught",
            "coroutine.throw.innermost",
            "coroutine.throw.suspension-point"),
        fault(
            "send-does-not-resume",
            "A send to a suspended coroutine does not run the body.",
            coroutines(SendDoesNotResume::new),
            "coroutine.send.finished",
            "coroutine.send.resume",
            "coroutine.send.returned"),
        fault(
            "send-hides-the-future",
            "What a send returns does not tell what the coroutine waits for.",
            coroutines(SendHidesTheFuture::new),
            "coroutine.send.future"),
        fault(
            "send-loses-the-return-value",
            "The last send loses the value that the body returns.",
            coroutines(SendLosesTheReturnValue::new),
            "coroutine.send.returned"),
        fault(
            "send-hides-the-failure",
            "A send returns normally though the body raises.",
            coroutines(SendHidesTheFailure::new),
            "coroutine.send.raised"),
        fault(
            "send-to-the-finished-is-ignored",
            "A send to a finished coroutine is no error.",
            coroutines(SendToTheFinishedIsIgnored::new),
            "coroutine.send.finished"),
        fault(
            "throw-does-not-reach-the-body",
            "A throw raises to its caller and not in the body.",
            coroutines(ThrowDoesNotReachTheBody::new),
            "coroutine.throw.caught",
            "coroutine.throw.innermost",
            "coroutine.throw.suspension-point"),
        fault(
            "throw-hides-the-future",
            "What a throw returns does not tell what the coroutine waits for.",
            coroutines(ThrowHidesTheFuture::new),
            "coroutine.throw.caught"),
        fault(
            "throw-hides-what-is-not-caught",
            "A throw returns normally though the body does not catch the exception.",
            coroutines(ThrowHidesWhatIsNotCaught::new),
            "coroutine.throw.innermost",
            "coroutine.throw.uncaught",
            "coroutine.throw.unstarted"),
        fault(
            "throw-starts-the-body",
            "A throw into a new coroutine starts its body.",
            coroutines(ThrowStartsTheBody::new),
            "coroutine.throw.unstarted"),
        fault(
            "close-forgets-the-unstarted",
            "Closing a new coroutine has no effect.",
            coroutines(CloseForgetsTheUnstarted::new),
            "coroutine.close.unstarted"),
        fault(
            "close-does-not-clean-up",
            "Closing a suspended coroutine runs no finally block.",
            coroutines(CloseDoesNotCleanUp::new),
            "coroutine.close.clean-up",
            "coroutine.close.innermost",
            "coroutine.close.refused"),
        fault(
            "second-close-is-refused",
            "Closing a finished coroutine is an error.",
            coroutines(SecondCloseIsRefused::new),
            "coroutine.close.finished"),
        fault(
            "close-ignores-a-refusal",
            "Closing a coroutine that suspends again is no error.",
            coroutines(CloseIgnoresARefusal::new),
            "coroutine.close.refused"));
  }

  /** Coroutines with one fault: the first send does not run the body. */
  private static final class SendDoesNotStart<T extends @Nullable Object> extends BodyCoroutine<T> {
    private boolean begun;

    SendDoesNotStart(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
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

  /** Coroutines with one fault: a send to a suspended coroutine does not run the body. */
  private static final class SendDoesNotResume<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean begun;

    SendDoesNotResume(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
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

  /** Coroutines with one fault: what a send returns does not tell what the coroutine waits for. */
  private static final class SendHidesTheFuture<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    SendHidesTheFuture(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> send(@Nullable Object value) {
      Step<T> step = super.send(value);
      return step instanceof Step.Suspended<T> ? new Step.Suspended<>(null) : step;
    }
  }

  /** Coroutines with one fault: the last send loses the value that the body returns. */
  private static final class SendLosesTheReturnValue<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    SendLosesTheReturnValue(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> send(@Nullable Object value) {
      Step<T> step = super.send(value);
      return step instanceof Step.Returned<T> ? new Step.Returned<>(nothing()) : step;
    }
  }

  /** Coroutines with one fault: a send returns normally though the body raises. */
  private static final class SendHidesTheFailure<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    SendHidesTheFailure(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
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

  /** Coroutines with one fault: a send to a finished coroutine is no error. */
  private static final class SendToTheFinishedIsIgnored<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean ended;

    SendToTheFinishedIsIgnored(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
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

  /** Coroutines with one fault: a throw raises to its caller and not in the body. */
  private static final class ThrowDoesNotReachTheBody<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    ThrowDoesNotReachTheBody(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> throwInto(Throwable exception) {
      throw Raise.asIs(exception);
    }
  }

  /** Coroutines with one fault: what a throw returns does not tell what the coroutine waits for. */
  private static final class ThrowHidesTheFuture<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    ThrowHidesTheFuture(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public Step<T> throwInto(Throwable exception) {
      Step<T> step = super.throwInto(exception);
      return step instanceof Step.Suspended<T> ? new Step.Suspended<>(null) : step;
    }
  }

  /**
   * Coroutines with one fault: a throw returns normally though the body does not catch the
   * exception.
   */
  private static final class ThrowHidesWhatIsNotCaught<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    ThrowHidesWhatIsNotCaught(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
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

  /** Coroutines with one fault: a throw into a new coroutine starts its body. */
  private static final class ThrowStartsTheBody<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean begun;

    ThrowStartsTheBody(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
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
    boolean resume(@Nullable Throwable exception) {
      begun = true;
      return super.resume(exception);
    }
  }

  /** Coroutines with one fault: closing a new coroutine has no effect. */
  private static final class CloseForgetsTheUnstarted<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean begun;

    CloseForgetsTheUnstarted(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public void close() {
      if (begun) {
        super.close();
      }
    }

    @Override
    boolean resume(@Nullable Throwable exception) {
      begun = true;
      return super.resume(exception);
    }
  }

  /** Coroutines with one fault: closing a suspended coroutine runs no finally block. */
  private static final class CloseDoesNotCleanUp<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean begun;

    CloseDoesNotCleanUp(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    public void close() {
      if (!begun) {
        super.close();
      }
    }

    @Override
    boolean resume(@Nullable Throwable exception) {
      begun = true;
      return super.resume(exception);
    }
  }

  /** Coroutines with one fault: closing a finished coroutine is an error. */
  private static final class SecondCloseIsRefused<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    private boolean ended;

    SecondCloseIsRefused(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
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
    boolean resume(@Nullable Throwable exception) {
      ended = super.resume(exception);
      return ended;
    }
  }

  /** Coroutines with one fault: closing a coroutine that suspends again is no error. */
  private static final class CloseIgnoresARefusal<T extends @Nullable Object>
      extends BodyCoroutine<T> {
    CloseIgnoresARefusal(ReferenceAsyncio asyncio, CoroutineBody<T> body) {
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
