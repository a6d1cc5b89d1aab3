package io.asynciotck.reference.queue;

/** The loop that runs an entry, as the entry sees it. */
public interface RunningLoop {
  /** Takes what nobody else can take: an exception that a callback has raised. */
  void report(Report report);

  /**
   * Puts entries in front of all that wait, in the batch that is running.
   *
   * @param first the first of them, to which the others are linked
   * @param last the last of them
   */
  void runNext(ReadyEntry first, ReadyEntry last);
}
