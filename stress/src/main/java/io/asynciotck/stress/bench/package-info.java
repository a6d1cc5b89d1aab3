/**
 * What a loop costs, one case per class, for JMH.
 *
 * <p>In each class the methods are named after who is measured: {@code reference} is the
 * implementation that {@code -Dtck.provider} names, as its users get it; {@code netty} and its kin
 * are Netty doing the same work; {@code floor} is what the work costs without a loop. All of them
 * do the same number of operations in each invocation, so many that what happens once in an
 * invocation does not count. The cases, and what is expected of them, are listed in {@link
 * io.asynciotck.stress.bench.run.Cases}.
 */
@NullMarked
package io.asynciotck.stress.bench;

import org.jspecify.annotations.NullMarked;
