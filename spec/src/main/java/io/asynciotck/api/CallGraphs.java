package io.asynciotck.api;

import io.asynciotck.api.io.File;
import io.asynciotck.spec.ConformanceClass;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a module tells of who awaits whom. A module that has none of it raises {@link
 * UnsupportedOperationException}. Since 3.14.
 *
 * <p>Source: asyncio-graph.
 */
@OfClass(ConformanceClass.TASKS)
public interface CallGraphs {

  /**
   * The graph of the current task.
   *
   * @return the graph, or null if there is no current task
   */
  default @Nullable FutureCallGraph captureCallGraph() {
    throw new UnsupportedOperationException("capture_call_graph");
  }

  /**
   * As {@link #captureCallGraph()}, without the innermost functions.
   *
   * @param depth how many of them are left out; 1 leaves out this function alone
   * @return the graph, or null if there is no current task
   */
  default @Nullable FutureCallGraph captureCallGraph(@Keyword int depth) {
    throw new UnsupportedOperationException("capture_call_graph(depth)");
  }

  /**
   * The graph of a future.
   *
   * @param future the future
   * @return the graph
   */
  default FutureCallGraph captureCallGraph(AsyncFuture<?> future) {
    throw new UnsupportedOperationException("capture_call_graph(future)");
  }

  /**
   * As {@link #captureCallGraph(AsyncFuture)}, with call stacks that are cut.
   *
   * @param future the future
   * @param limit how many functions a call stack has at most; less than 0 for the innermost ones
   * @return the graph
   */
  default FutureCallGraph captureCallGraph(AsyncFuture<?> future, @Keyword int limit) {
    throw new UnsupportedOperationException("capture_call_graph(limit)");
  }

  /**
   * The graph of the current task as a text.
   *
   * @return the text, which is empty if there is no current task
   */
  default String formatCallGraph() {
    throw new UnsupportedOperationException("format_call_graph");
  }

  /**
   * The graph of a future as a text.
   *
   * @param future the future
   * @return the text
   */
  default String formatCallGraph(AsyncFuture<?> future) {
    throw new UnsupportedOperationException("format_call_graph(future)");
  }

  /**
   * As {@link #formatCallGraph(AsyncFuture)}, with call stacks that are cut.
   *
   * @param future the future
   * @param limit how many functions a call stack has at most; less than 0 for the innermost ones
   * @return the text
   */
  default String formatCallGraph(AsyncFuture<?> future, @Keyword int limit) {
    throw new UnsupportedOperationException("format_call_graph(limit)");
  }

  /**
   * Prints what {@link #formatCallGraph(AsyncFuture)} gives, and a line break, to the standard
   * output.
   *
   * @param future the future
   */
  default void printCallGraph(AsyncFuture<?> future) {
    throw new UnsupportedOperationException("print_call_graph");
  }

  /**
   * Prints what {@link #formatCallGraph(AsyncFuture)} gives, and a line break.
   *
   * @param future the future
   * @param file where to
   * @throws IOException if the file cannot be written
   */
  default void printCallGraph(AsyncFuture<?> future, @Keyword File file) throws IOException {
    throw new UnsupportedOperationException("print_call_graph");
  }

  /**
   * Says that a future is awaited by another one. What is no future is ignored.
   *
   * @param future the future that is awaited
   * @param waiter the one that awaits it
   */
  default void futureAddToAwaitedBy(@Nullable Object future, @Nullable Object waiter) {
    throw new UnsupportedOperationException("future_add_to_awaited_by");
  }

  /**
   * Says that it is awaited by that one no longer. What is no future is ignored.
   *
   * @param future the future that was awaited
   * @param waiter the one that awaited it
   */
  default void futureDiscardFromAwaitedBy(@Nullable Object future, @Nullable Object waiter) {
    throw new UnsupportedOperationException("future_discard_from_awaited_by");
  }
}
