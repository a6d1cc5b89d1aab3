package io.asynciotck.reference.io;

import io.asynciotck.api.io.Address;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is to be made, beside where.
 *
 * @param local the address that it comes from; null for any
 * @param family the family of the addresses; 0 for any
 * @param delay how long an attempt is waited for before the next begins; null: until it has failed
 * @param interleave how many addresses of the first family stand before one of another; 0: their
 *     order stays
 * @param allErrors whether the errors of all addresses are told
 * @param proto the protocol that is asked for; 0 for any
 * @param flags how the host is looked up
 */
public record ConnectionOptions(
    @Nullable Address local,
    Object family,
    @Nullable Duration delay,
    int interleave,
    boolean allErrors,
    int proto,
    Object flags) {

  /** What holds if nothing is said. */
  public static final ConnectionOptions NONE = new ConnectionOptions(null, 0, null, 0, false, 0, 0);

  /** With an address of this side. */
  public ConnectionOptions from(Address address) {
    return new ConnectionOptions(address, family, delay, interleave, allErrors, proto, flags);
  }

  /** With a family. */
  public ConnectionOptions of(Object only) {
    return new ConnectionOptions(local, only, delay, interleave, allErrors, proto, flags);
  }

  /** With attempts that overlap, or in another order. */
  public ConnectionOptions overlapping(@Nullable Duration wait, int first) {
    return new ConnectionOptions(local, family, wait, first, allErrors, proto, flags);
  }

  /** With all errors, or with one. */
  public ConnectionOptions telling(boolean all) {
    return new ConnectionOptions(local, family, delay, interleave, all, proto, flags);
  }

  /** With a protocol and flags for the look-up of the host. */
  public ConnectionOptions lookedUp(int protocol, Object bits) {
    return new ConnectionOptions(local, family, delay, interleave, allErrors, protocol, bits);
  }

  /** Whether nothing is said of how the host is looked up. */
  boolean areLookedUpAsUsual() {
    return proto == 0 && flags.equals(0);
  }
}
