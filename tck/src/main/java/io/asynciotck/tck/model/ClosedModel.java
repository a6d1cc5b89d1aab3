package io.asynciotck.tck.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** What a loop may do that is closed: nothing. */
record ClosedModel(Set<String> timers) implements Model {

  ClosedModel {
    timers = Set.copyOf(timers);
  }

  @Override
  public SequencedMap<String, Runnable> legalNext() {
    return new LinkedHashMap<>();
  }

  @Override
  public String ruleAgainst(String event, List<String> later) {
    String name = LoopModel.nameIn(event);
    boolean timer = timers.contains(name) || name.equals(LoopModel.END);
    return timer ? "loop.close.discards-timers" : "loop.close.discards";
  }
}
