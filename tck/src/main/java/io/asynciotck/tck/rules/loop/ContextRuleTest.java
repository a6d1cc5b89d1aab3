package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;

/** Base of rule tests with a context variable: who the user is. */
abstract class ContextRuleTest extends OtherThreadRuleTest {
  private static final String NOBODY = "nobody";

  /** Makes a variable without a value. */
  final ContextVar<String> newUser() {
    return bench.surroundings().contextVars().contextVar("user");
  }

  /** Makes a context in which the variable has a value. */
  final Context contextOf(ContextVar<String> user, String value) throws Exception {
    Context context = bench.surroundings().contextVars().copyContext();
    context.run(() -> user.set(value));
    return context;
  }

  /** Records who the user is. */
  final void see(String who, ContextVar<String> user) {
    trace.add(who + ": " + user.get(NOBODY));
  }

  /** Records who the user is in a context. */
  final void see(String who, ContextVar<String> user, Context context) throws Exception {
    trace.add(who + ": " + context.run(() -> user.get(NOBODY)));
  }
}
