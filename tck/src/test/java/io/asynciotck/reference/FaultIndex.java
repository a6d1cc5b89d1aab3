package io.asynciotck.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /** Returns what the faults do that break each rule. */
  public static Map<String, List<String>> byRule() {
    Map<String, List<String>> faults = new TreeMap<>();
    for (Fault fault : Faults.all()) {
      fault
          .breaks()
          .forEach(
              rule -> faults.computeIfAbsent(rule, _ -> new ArrayList<>()).add(fault.toString()));
    }
    return faults;
  }
}
