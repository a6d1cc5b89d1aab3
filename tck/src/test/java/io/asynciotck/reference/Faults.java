package io.asynciotck.reference;

import java.util.List;
import java.util.stream.Stream;

/** Every fault, page by page. */
final class Faults {

  private Faults() {}

  static List<Fault> all() {
    return Stream.<List<Fault>>of(
            RunnerFaults.all(),
            RunnerCleanUpFaults.all(),
            WaitForFaults.all(),
            WaitForTimeoutFaults.all(),
            WaitForCancellationFaults.all(),
            GatherFaults.all(),
            GatherOutcomeFaults.all())
        .flatMap(List::stream)
        .toList();
  }
}
