package io.asynciotck.reference;

import java.util.Set;
import java.util.TreeSet;

/** What the broken loops break, for the audit. */
public final class FaultIndex {

  private FaultIndex() {}

  /** Returns the rules that at least one fault breaks. */
  public static Set<String> rulesBroken() {
    Set<String> broken = new TreeSet<>();
    Faults.all().forEach(fault -> broken.addAll(fault.breaks()));
    return broken;
  }
}
