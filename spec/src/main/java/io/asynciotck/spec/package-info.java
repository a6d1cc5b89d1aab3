/**
 * The rule book: what the specification says, read from its pages.
 *
 * <p>The pages are Markdown, under {@code io/asynciotck/spec/rules}, one per area in the folder of
 * its {@link io.asynciotck.spec.Chapter}, and are the only source of rule text. A page reads:
 *
 * <pre>{@code
 * # Callbacks
 *
 * Prose, not normative.
 *
 * ## call_soon
 *
 * ### loop.call-soon.fifo
 * MUST · core · since 3.8
 * Callbacks given to `call_soon` run in the order in which they were given, each exactly once.
 *
 * > Intent: callers can hand over work in pieces without a queue of their own.
 * > Docs: asyncio-eventloop#asyncio.loop.call_soon "Callbacks are called in the order in which"
 * > Source: CPython 3.13.0 Lib/asyncio/base_events.py `_call_soon`, `_run_once`
 * }</pre>
 *
 * <ul>
 *   <li>The heading of a rule is its id: two to four parts, lower-case words joined by {@code -}.
 *   <li>The line below says level, conformance class and versions, separated by a middle dot:
 *       {@code since X.Y[.Z]} and, for what has ended, {@code until X.Y[.Z]}, the last version in
 *       which the rule holds.
 *   <li>One sentence follows, then a blank line, then the evidence: one {@code > Key: text} per
 *       line, with the keys of {@link io.asynciotck.spec.Evidence.Kind} and exactly one {@code
 *       Intent}. What stands behind each key, and how it is written, say the classes of {@link
 *       io.asynciotck.spec.Evidence}.
 *   <li>The level follows from the evidence: see {@link io.asynciotck.spec.Level}.
 * </ul>
 *
 * <p>Six pages, of the chapter {@code about}, are not about an area: {@code terms.md}, {@code
 * conflicts.md}, {@code not-testable.md}, {@code retired.md}, {@code notes.md} and {@code gaps.md}.
 * Their entries are {@link io.asynciotck.spec.Term}, {@link io.asynciotck.spec.Conflict}, {@link
 * io.asynciotck.spec.NotTestable}, {@link io.asynciotck.spec.RetiredRule}, {@link
 * io.asynciotck.spec.Note} and {@link io.asynciotck.spec.GapWord}, each of which says how it is
 * written.
 *
 * <p>Start at {@link io.asynciotck.spec.RuleBook#standard()}.
 */
@NullMarked
package io.asynciotck.spec;

import org.jspecify.annotations.NullMarked;
