package io.asynciotck.reference;

import io.asynciotck.spec.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reference, which follows the newest profile, checked against older ones: no fault, but it
 * must be caught by every rule that has ended since.
 */
final class OldProfileFaults {

  private static final Set<String> ENDED_SINCE_BOTH =
      Set.of(
          "gather.arguments.all-done-later",
          "run.argument.coroutine-only",
          "wait-for.cancel.exception-dropped",
          "wait-for.cancel.value-dropped",
          "wait-for.race.cancel-lost",
          "wait-for.race.result-wins",
          "wait-for.task.own");

  private OldProfileFaults() {}

  static List<Fault> all() {
    return List.of(
        held("py3.8", "wait-for.timeout.exception-dropped", "wait-for.timeout.value-dropped"),
        held("py3.10", "task.cancel.message-dropped"));
  }

  private static Fault held(String profile, String... ofThisProfile) {
    Set<String> ended = new TreeSet<>(ENDED_SINCE_BOTH);
    ended.addAll(Arrays.asList(ofThisProfile));
    return new Fault(
        "today-in-" + profile,
        "The reference does what the newest profile asks for, and not " + profile + ".",
        Profile.of(profile),
        ReferenceAsyncio::new,
        ended);
  }
}
