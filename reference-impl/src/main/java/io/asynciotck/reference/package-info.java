/**
 * The reference implementation: asyncio's semantics on the JVM.
 *
 * <p>{@code SelectorEventLoop} reads like the pages {@code event-loop}, {@code callbacks} and
 * {@code timers} of the specification, {@code LoopFuture} like {@code futures}, {@code
 * CoroutineTask} like {@code tasks}; {@code Gathering}, {@code WaitFor} and {@code ProgramRun} are
 * {@code gather}, {@code wait_for} and {@code run}.
 */
@NullMarked
package io.asynciotck.reference;

import org.jspecify.annotations.NullMarked;
