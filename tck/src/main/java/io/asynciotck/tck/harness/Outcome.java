package io.asynciotck.tck.harness;

import io.asynciotck.api.BaseExceptionGroup;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ExceptionGroup;
import io.asynciotck.api.InvalidStateException;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.sync.BrokenBarrierException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a call gave, as text: the value, or {@code raises } and the API's name of what it raised.
 */
public final class Outcome {

  /** The exceptions that the API names; what is raised counts as the first that it is one of. */
  private static final List<Class<? extends Throwable>> NAMED =
      List.of(
          BoomError.class,
          CancelledError.class,
          SystemExit.class,
          KeyboardInterrupt.class,
          InvalidStateException.class,
          BrokenBarrierException.class,
          TimeoutException.class,
          CancellationException.class,
          IllegalStateException.class,
          IllegalArgumentException.class);

  private static final String RAISES = "raises ";

  private Outcome() {}

  /** Makes the call and tells what it gave. */
  public static String of(Callable<? extends @Nullable Object> call) {
    try {
      return String.valueOf(call.call());
    } catch (HarnessError stop) {
      throw stop;
    } catch (Throwable raised) {
      return RAISES + nameOf(raised);
    }
  }

  /** Whether the outcome of a call is that it raised something. */
  public static boolean isRaised(String outcome) {
    return outcome.startsWith(RAISES);
  }

  /** Which was raised first is not told. */
  private static List<String> names(List<Throwable> exceptions) {
    return exceptions.stream().map(Outcome::nameOf).sorted().toList();
  }

  /** The API's name for what was raised, with the label of a {@link Boom}. */
  public static String nameOf(@Nullable Throwable raised) {
    return switch (raised) {
      case null -> "nothing";
      case Boom boom -> boom.traceName();
      case ExceptionGroup group -> "ExceptionGroup" + names(group.exceptions());
      case BaseExceptionGroup group -> "BaseExceptionGroup" + names(group.exceptions());
      case Foreign foreign -> foreign.type();
      default ->
          Unpromised.of(raised)
              .map(given -> "TypeError (" + given.text() + ")")
              .orElseGet(() -> classOf(raised).getSimpleName());
    };
  }

  private static Class<?> classOf(Throwable raised) {
    return NAMED.stream()
        .filter(type -> type.isInstance(raised))
        .findFirst()
        .<Class<?>>map(type -> type)
        .orElse(raised.getClass());
  }
}
