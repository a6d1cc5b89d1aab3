package io.asynciotck.tck.bridge;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kit objects that the agent holds, by number. One number for an object for as long as the
 * agent holds it: the agent gives back how often it was sent a number, and when all are back the
 * object is forgotten.
 */
final class Exports {

  /** An object that the agent holds. */
  static final class Export {
    final int number;
    final Object target;

    /** The number of the first object that is equal to this one, if its class says what that is. */
    final int same;

    private int sent;
    private @Nullable KitFunction function;

    private Export(int number, Object target, int same) {
      this.number = number;
      this.target = target;
      this.same = same;
    }

    /** The function that the object is for the agent. */
    synchronized KitFunction function() {
      if (function == null) {
        function = KitFunction.of(target);
      }
      return function;
    }

    /** Takes a declared type as what says which function the object is; the first one holds. */
    synchronized void beFunction(ValueType type) {
      if (function == null) {
        function = KitFunction.of(type);
      }
    }
  }

  private static final ClassValue<Boolean> HAS_EQUALS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
          } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
          }
        }
      };

  private final IdentityHashMap<Object, Export> byTarget = new IdentityHashMap<>();
  private final Map<Object, Integer> firstEqual = new HashMap<>();
  private final Map<Integer, Export> byNumber = new HashMap<>();
  private int last;

  /** The last number of the tests before this one. */
  private int lastForgotten;

  /** The export of an object, which is about to be sent. */
  synchronized Export send(Object target) {
    Export export = byTarget.get(target);
    if (export == null) {
      last++;
      export = new Export(last, target, sameAs(target));
      byTarget.put(target, export);
      byNumber.put(last, export);
    }
    export.sent++;
    return export;
  }

  private int sameAs(Object target) {
    return target instanceof Throwable || !HAS_EQUALS.get(target.getClass())
        ? last
        : firstEqual.computeIfAbsent(target, key -> last);
  }

  synchronized Export get(int number) {
    Export export = byNumber.get(number);
    if (export == null && isOfEarlierTest(number)) {
      throw new AgentRefusedError(
          "The agent named the kit's object " + number + ", which belongs to an earlier test.");
    }
    if (export == null) {
      throw new AgentProtocolError(
          "The agent named the kit's object " + number + ", which it does not hold.");
    }
    return export;
  }

  /** Whether the number was given to an object of an earlier test. */
  synchronized boolean isOfEarlierTest(int number) {
    return number > 0 && number <= lastForgotten;
  }

  synchronized void release(int number, int count) {
    Export export = byNumber.get(number);
    if (export != null) {
      export.sent -= count;
      if (export.sent <= 0) {
        byNumber.remove(number);
        byTarget.remove(export.target);
      }
    }
  }

  synchronized void clear() {
    byTarget.clear();
    firstEqual.clear();
    byNumber.clear();
    lastForgotten = last;
  }

  synchronized int size() {
    return byNumber.size();
  }
}
