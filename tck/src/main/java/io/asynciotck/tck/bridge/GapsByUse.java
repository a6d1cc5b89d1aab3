package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.Gap;
import io.asynciotck.tck.harness.NotClaimedError;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds by use what an implementation is not meant to do: a test that is about something else may
 * need it too. Where the call of such a member raises, the test is not claimed.
 */
final class GapsByUse {
  private static final Set<String> RUNNING = Set.of("run_forever", "run_until_complete", "run");

  /** What the agent raises, in whatever module it runs. */
  private static final String OUTSIDE_ERROR = "OutsideError";

  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "threads", Set.of("call_soon_threadsafe", "run_coroutine_threadsafe"),
          "several-loops", Set.of("new_event_loop"),
          "any-executor",
              Set.of("run_in_executor", "set_default_executor", "shutdown_default_executor"),
          "run-is-new", Set.of("run"));

  /** Those whose members raise in other threads than the test's. */
  private static final Map<String, Set<String>> IN_THREADS =
      Map.of("loops-in-threads", RUNNING, "move-between-threads", RUNNING);

  private final Map<String, Gap> gaps;

  GapsByUse(Map<String, Gap> gaps) {
    this.gaps = gaps;
  }

  /**
   * The verdict on a test in which a call has raised.
   *
   * @param raised what it has raised
   * @param inMainThread whether it was made in the thread of the test
   */
  Optional<NotClaimedError> verdict(String member, Throwable raised, boolean inMainThread) {
    return fromOutside(raised)
        .or(() -> word(MEMBERS, member))
        .or(() -> inMainThread ? Optional.empty() : word(IN_THREADS, member))
        .map(word -> new NotClaimedError(Gap.reason(word, Objects.requireNonNull(gaps.get(word)))));
  }

  /** A loop that lives only inside of something was called where it is not. */
  private Optional<String> fromOutside(Throwable raised) {
    return raised instanceof PythonException exception
            && exception.type().endsWith(OUTSIDE_ERROR)
            && gaps.containsKey(Gap.DRIVEN_FROM_OUTSIDE)
        ? Optional.of(Gap.DRIVEN_FROM_OUTSIDE)
        : Optional.empty();
  }

  private Optional<String> word(Map<String, Set<String>> members, String member) {
    return gaps.keySet().stream()
        .filter(word -> members.getOrDefault(word, Set.of()).contains(member))
        .findFirst();
  }
}
