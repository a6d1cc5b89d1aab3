package io.asynciotck.stress.run;

import static java.util.Objects.requireNonNull;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;

/**
 * A test for jcstress, run in this JVM: its actors in threads of their own, one after the other in
 * each direction, and at the same time. Far fewer tries than those of jcstress, for a loop whose
 * fault shows whenever the threads meet.
 */
public final class Race {
  /** What an actor gets before the next one begins, if they begin one after the other. */
  private static final Duration AHEAD = Duration.ofMillis(50);

  private final Class<?> test;
  private final Duration patience;

  /**
   * A test against the loops of a provider.
   *
   * @param test the simple name of the test's class
   * @param provider the name of the provider
   * @param patience how long a loop may sleep before it counts as not woken
   */
  public Race(String test, String provider, Duration patience) {
    this.patience = patience;
    this.test = new StressLoader(provider, patience).load(test);
  }

  /** What was seen, and what the test says of it. */
  public record Seen(String outcome, Expect expect, String description) {}

  /** Runs the test this many times, and says what was seen, each outcome once. */
  public Set<Seen> run(int tries) throws Exception {
    Set<Seen> seen = new LinkedHashSet<>();
    for (int i = 0; i < tries; i++) {
      seen.add(attempt(i));
    }
    return seen;
  }

  /** Runs the test once; the number of the try decides who begins. */
  public Seen attempt(int number) throws Exception {
    Object state = test.getConstructor().newInstance();
    String outcome =
        test.getAnnotation(JCStressTest.class).value() == Mode.Termination
            ? terminates(state)
            : race(state, number);
    return grade(outcome);
  }

  private String terminates(Object state) throws InterruptedException {
    Running loop = new Running(state, methods(Actor.class).getFirst(), null);
    loop.thread.start();
    loop.thread.join(AHEAD);
    Running signal = new Running(state, methods(Signal.class).getFirst(), null);
    signal.thread.start();
    signal.thread.join();
    return loop.thread.join(patience) ? "TERMINATED" : "STALE";
  }

  private String race(Object state, int number) throws Exception {
    List<Method> actors = new ArrayList<>(methods(Actor.class));
    Method arbiter = methods(Arbiter.class).getFirst();
    Object result = arbiter.getParameterTypes()[0].getConstructor().newInstance();
    if (number % 3 == 1) {
      Collections.reverse(actors);
    }
    CountDownLatch start = new CountDownLatch(1);
    List<Running> all = actors.stream().map(actor -> new Running(state, actor, result)).toList();
    for (Running each : all) {
      each.start = number % 3 == 2 ? start : null;
      each.thread.start();
      if (number % 3 != 2) {
        each.thread.join(AHEAD);
      }
    }
    start.countDown();
    for (Running each : all) {
      each.thread.join();
      if (each.thrown != null) {
        throw new IllegalStateException(each.thrown);
      }
    }
    arbiter.invoke(state, result);
    return result.toString();
  }

  private List<Method> methods(Class<? extends Annotation> kind) {
    return Arrays.stream(test.getMethods())
        .filter(method -> method.isAnnotationPresent(kind))
        .sorted((one, other) -> one.getName().compareTo(other.getName()))
        .toList();
  }

  private Seen grade(String outcome) {
    List<Outcome> outcomes = List.of(test.getAnnotationsByType(Outcome.class));
    return outcomes.stream()
        .filter(known -> List.of(known.id()).contains(outcome))
        .findFirst()
        .or(() ->
            outcomes.stream()
                .filter(
                    known -> Arrays.stream(known.id()).anyMatch(id -> Pattern.matches(id, outcome)))
                .findFirst())
        .or(() -> outcomes.stream().filter(known -> List.of(known.id()).contains("")).findFirst())
        .map(known -> new Seen(outcome, known.expect(), known.desc()))
        .orElseGet(() -> new Seen(outcome, Expect.FORBIDDEN, ""));
  }

  /** An actor in its thread. */
  private static final class Running implements Runnable {
    private final Object state;
    private final Method actor;
    private final @Nullable Object result;
    final Thread thread = Thread.ofPlatform().daemon().unstarted(this);
    @Nullable CountDownLatch start;
    volatile @Nullable Throwable thrown;

    Running(Object state, Method actor, @Nullable Object result) {
      this.state = state;
      this.actor = actor;
      this.result = result;
    }

    @Override
    public void run() {
      try {
        if (start != null) {
          start.await();
        }
        Parameter[] parameters = actor.getParameters();
        actor.invoke(
            state, parameters.length == 0 ? new Object[0] : new Object[] {requireNonNull(result)});
      } catch (InvocationTargetException raised) {
        thrown = raised.getCause();
      } catch (ReflectiveOperationException | InterruptedException broken) {
        thrown = broken;
      }
    }
  }
}
