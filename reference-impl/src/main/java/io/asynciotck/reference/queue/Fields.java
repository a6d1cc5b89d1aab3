package io.asynciotck.reference.queue;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/** Atomic access to fields. */
final class Fields {
  private Fields() {}

  /**
   * The handle of a field of the class that asks.
   *
   * @param asking the lookup of that class
   * @param name the field
   * @param type its type
   */
  static VarHandle handle(Lookup asking, String name, Class<?> type) {
    try {
      return asking.findVarHandle(asking.lookupClass(), name, type);
    } catch (ReflectiveOperationException wrong) {
      throw new LinkageError("No field " + name + " in " + asking.lookupClass(), wrong);
    }
  }
}
