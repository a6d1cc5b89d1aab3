package io.asynciotck.tck.bridge;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the kit's that the agent holds, by number. One number for an object for as long as
 * the agent holds it: the agent gives back how often it was sent a number, and when all are back
 * the object is forgotten.
 */
final class Exports {

  /** An object that the agent holds. */
  static final class Export {
    final int number;
    final Object target;
    private int sent;
    private @Nullable Function function;

    private Export(int number, Object target) {
      this.number = number;
      this.target = target;
    }

    /** The function that the object is for the agent. */
    synchronized Function function() {
      if (function == null) {
        function = Function.of(target);
      }
      return function;
    }

    synchronized void isFunction(ValueType type) {
      if (function == null) {
        function = Function.of(type);
      }
    }
  }

  private final Map<Object, Export> byTarget = new IdentityHashMap<>();

  /** Callbacks are told apart as Python does when it looks for one to remove: by equality. */
  private final Map<Object, Export> byCallback = new HashMap<>();

  private final Map<Integer, Export> byNumber = new HashMap<>();
  private int last;

  /** The export of an object, which is about to be sent. */
  synchronized Export send(Object target) {
    Export export = byTarget(target).get(target);
    if (export == null) {
      export = new Export(++last, target);
      byTarget(target).put(target, export);
      byNumber.put(export.number, export);
    }
    export.sent++;
    return export;
  }

  private Map<Object, Export> byTarget(Object target) {
    return target instanceof Consumer ? byCallback : byTarget;
  }

  synchronized Export get(int number) {
    Export export = byNumber.get(number);
    if (export == null) {
      throw new AgentProtocolError(
          "The agent named the kit's object " + number + ", which it does not hold.");
    }
    return export;
  }

  synchronized void release(int number, int count) {
    Export export = byNumber.get(number);
    if (export != null) {
      export.sent -= count;
      if (export.sent <= 0) {
        byNumber.remove(number);
        byTarget(export.target).remove(export.target);
      }
    }
  }

  synchronized void clear() {
    byTarget.clear();
    byCallback.clear();
    byNumber.clear();
  }

  synchronized int size() {
    return byNumber.size();
  }
}
