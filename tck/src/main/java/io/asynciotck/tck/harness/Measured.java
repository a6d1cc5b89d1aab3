package io.asynciotck.tck.harness;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * What is measured once of each implementation, when it is first asked for. May be used in any
 * thread.
 */
final class Measured<T> {
  private final Map<Implementation, T> known = Collections.synchronizedMap(new WeakHashMap<>());
  private final Function<Implementation, T> measure;

  Measured(Function<Implementation, T> measure) {
    this.measure = measure;
  }

  T of(Implementation implementation) {
    T found = known.get(implementation);
    if (found == null) {
      found = measure.apply(implementation); // without a lock: it may take seconds
      known.put(implementation, found);
    }
    return found;
  }
}
