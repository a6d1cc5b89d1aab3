/**
 * What a test did with a Python loop, as a Python program that needs no kit. Five stages, one after
 * the other:
 *
 * <ol>
 *   <li><b>record</b>: {@link io.asynciotck.tck.repro.Recording} keeps what is said over the
 *       bridge;
 *   <li><b>read</b>: {@code Script} makes code of it: what each thread, callback and coroutine did
 *       ({@code Frame}); {@code Names} and {@code Readings} know what is named and reckoned from a
 *       clock;
 *   <li><b>write</b>: {@code ProgramText} puts a program together: {@code Writer} its blocks,
 *       {@code Calls} and {@code Values} its expressions, {@code Prints} and {@code Words} what it
 *       prints, {@code Preamble} what comes first, as {@code Needs} asks for it;
 *   <li><b>run</b>: {@code Interpreter} runs it in a process of its own;
 *   <li><b>compare</b>: {@code Reproduction} says what came of that, beside what the test saw and
 *       what the same program does on the interpreter's own loop ({@code Likeness}).
 * </ol>
 */
@NullMarked
package io.asynciotck.tck.repro;

import org.jspecify.annotations.NullMarked;
