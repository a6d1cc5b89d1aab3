package io.asynciotck.stress.bench;

import java.util.function.Supplier;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.CoroutineSingletons;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine of kotlinx.coroutines, in the form that Kotlin's compiler gives to one: an object
 * that is called at the beginning, and again whenever what it waits for is there. One that has not
 * begun is also the pattern that others are made after.
 */
@SuppressWarnings("serial") // Its base says so of all that the compiler makes; none is written.
final class KotlinCoroutine extends SuspendLambda
    implements Function2<CoroutineScope, Continuation<? super Unit>, Object> {

  /** What a coroutine does from one suspension to the next. */
  interface Steps {
    /**
     * Goes on.
     *
     * @param scope what the coroutine was started in
     * @param self what a function that suspends is given
     * @return what such a function has given, if it {@link #hasSuspended}; else {@link #END}
     */
    @Nullable Object next(CoroutineScope scope, Continuation<Object> self);
  }

  private static final Object SUSPENDED = CoroutineSingletons.COROUTINE_SUSPENDED;
  static final Object END = Unit.INSTANCE;

  /** A coroutine that returns at once. */
  static final KotlinCoroutine TRIVIAL = new KotlinCoroutine(() -> (_, _) -> END);

  private final Supplier<Steps> body;
  private final @Nullable Begun begun;

  private record Begun(Steps steps, CoroutineScope scope) {}

  /** Whether a function has suspended the coroutine, by what it has given. */
  @SuppressWarnings("ReferenceEquality") // There is one.
  static boolean hasSuspended(@Nullable Object given) {
    return given == SUSPENDED;
  }

  /** One that does a step again and again, each when what the last one waited for is there. */
  static KotlinCoroutine repeating(int times, Steps step) {
    return new KotlinCoroutine(() -> new Repeated(times, step));
  }

  /** One that has not begun. */
  KotlinCoroutine(Supplier<Steps> body) {
    super(2);
    this.body = body;
    begun = null;
  }

  @SuppressWarnings("unchecked") // In Kotlin, what takes any result takes this one, too.
  private KotlinCoroutine(Supplier<Steps> body, CoroutineScope scope, Continuation<?> completion) {
    super(2, (Continuation<Object>) completion);
    this.body = body;
    begun = new Begun(body.get(), scope);
  }

  /** Runs one after this pattern, and all that it starts, in the calling thread. */
  void run() throws InterruptedException {
    BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, this);
  }

  /** Runs so many after this pattern side by side, in the calling thread. */
  void runSideBySide(int count) throws InterruptedException {
    new KotlinCoroutine(() ->
        (scope, _) -> {
          for (int i = 0; i < count; i++) {
            launchIn(scope);
          }
          return END;
        })
        .run();
  }

  /** Starts one after this pattern. */
  Job launchIn(CoroutineScope scope) {
    return BuildersKt.launch(scope, EmptyCoroutineContext.INSTANCE, CoroutineStart.DEFAULT, this);
  }

  @Override
  @SuppressWarnings("unchecked") // As above.
  public Continuation<Unit> create(@Nullable Object scope, Continuation<?> completion) {
    if (!(scope instanceof CoroutineScope given)) {
      throw new IllegalArgumentException("Not a scope: " + scope);
    }
    return (Continuation<Unit>) (Continuation<?>) new KotlinCoroutine(body, given, completion);
  }

  @Override
  public @Nullable Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
    return new KotlinCoroutine(body, scope, completion).invokeSuspend(END);
  }

  @Override
  protected @Nullable Object invokeSuspend(Object result) {
    ResultKt.throwOnFailure(result);
    Begun going = begun;
    if (going == null) {
      throw new IllegalStateException("A pattern was run");
    }
    return going.steps().next(going.scope(), this);
  }

  private static final class Repeated implements Steps {
    private final Steps step;
    private int left;

    Repeated(int times, Steps step) {
      this.step = step;
      left = times;
    }

    @Override
    public @Nullable Object next(CoroutineScope scope, Continuation<Object> self) {
      while (left > 0) {
        left--;
        @Nullable Object given = step.next(scope, self);
        if (hasSuspended(given)) {
          return given;
        }
      }
      return END;
    }
  }
}
