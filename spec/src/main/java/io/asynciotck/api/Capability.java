package io.asynciotck.api;

/** What an implementation offers to those who test it, beyond the API. */
public enum Capability {
  /** Loops run by a {@link LoopClock} that the user gives. */
  VIRTUAL_TIME,
  /**
   * The default exception handler and the debug mode write to the {@link System.Logger} named
   * {@code asyncio}.
   */
  LOGGING,
  /** {@link AsyncioProvider#asyncio(java.util.Map)} makes modules for an environment. */
  ENVIRONMENT,
  /** {@link AsyncioProvider#introspection} tells what is in a loop. */
  INTROSPECTION,
  /**
   * Loops work with what the operating system has and Java has not: named pipes and terminals,
   * which {@link io.asynciotck.api.io.OperatingSystem} makes, datagrams of Unix sockets, and pools
   * of processes.
   */
  OPERATING_SYSTEM
}
