package io.asynciotck.tck.library;

import io.asynciotck.tck.AsyncioTckSuite;

/**
 * The library over a loop that does everything right, and of which it sees no more than the API: so
 * what fails is the library's fault.
 */
final class HostedReferenceTckTest extends AsyncioTckSuite {
  HostedReferenceTckTest() {
    super(new HostedReference());
  }
}
