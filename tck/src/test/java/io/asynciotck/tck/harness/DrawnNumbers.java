package io.asynciotck.tck.harness;

import io.asynciotck.spec.Rule;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Properties that keep what they were tried with. */
final class DrawnNumbers extends RuleProperties {
  static final List<Integer> FIRST = new ArrayList<>();
  static final List<Integer> SECOND = new ArrayList<>();

  @Rule("loop.call-soon.fifo")
  @Property(tries = 20)
  void first(@ForAll int number) {
    FIRST.add(number);
  }

  @Rule("loop.call-soon.fifo")
  @Property(tries = 20)
  void second(@ForAll int number) {
    SECOND.add(number);
  }
}
