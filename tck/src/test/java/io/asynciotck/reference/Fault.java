package io.asynciotck.reference;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.spec.Profile;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The reference with one fault, and what the kit must say of it.
 *
 * @param name what the fault does, in words with hyphens
 * @param what the same as a sentence
 * @param profile the profile against which the broken loop is checked
 * @param module makes the broken module
 * @param breaks the rules that truly follow from the fault, and no others
 */
record Fault(
    String name,
    String what,
    Profile profile,
    Function<LoopClock, Asyncio> module,
    Set<String> breaks) {

  /** A fault in the newest profile. */
  static Fault fault(
      String name, String what, Function<LoopClock, Asyncio> module, String... breaks) {
    return new Fault(name, what, Profile.newest(), module, new TreeSet<>(Arrays.asList(breaks)));
  }

  @Override
  public String toString() {
    return name + ": " + what;
  }
}
