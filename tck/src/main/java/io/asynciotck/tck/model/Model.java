package io.asynciotck.tck.model;

import java.util.List;
import java.util.SequencedMap;

/** Says what may happen next, and follows what does. */
interface Model {

  /** Returns every event that is legal now, with what takes the model beyond it. */
  SequencedMap<String, Runnable> legalNext();

  /**
   * Returns the id of the rule that forbids an event.
   *
   * @param event the event, or empty if there is none although there should be
   * @param later what happens after it
   */
  String ruleAgainst(String event, List<String> later);
}
