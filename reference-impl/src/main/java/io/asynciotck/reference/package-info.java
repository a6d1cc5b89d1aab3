/**
 * The reference implementation: asyncio's semantics on the JVM.
 *
 * <p>This package is the kernel: the loop, futures, tasks, coroutines, and what a module is made
 * of. {@code SelectorEventLoop} reads like the pages {@code event-loop}, {@code callbacks} and
 * {@code timers} of the specification, {@code LoopFuture} like {@code futures}, {@code
 * CoroutineTask} like {@code tasks}.
 *
 * <p>It stands on rooms that know nothing of it, and each of which has one matter: {@code queue},
 * {@code timers}, {@code stacks}, {@code threads}, {@code io}. On it stand the rooms of the
 * library, such as {@code tasks}, which see of it what is public or protected; {@code module} puts
 * all together. What the broken loops of the kit's own tests override is marked: see the package
 * {@code seams}.
 *
 * <h2>What coroutines run on</h2>
 *
 * <p>Coroutines run on the JDK's internal continuations if Java was started with {@code
 * --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}, and otherwise, several times slower, on
 * virtual threads; the logger {@code asyncio} says so, once. All rules hold on both.
 *
 * <p>On continuations a coroutine runs in the thread of its loop, and thread locals are that
 * thread's. An await is refused with an {@link IllegalStateException} below native code or a static
 * initializer, and inside the scope of a {@link ScopedValue} that the coroutine has bound. On
 * virtual threads a coroutine has a thread of its own; such an await suspends, in the first case at
 * the cost of a carrier thread.
 *
 * <p>A monitor that a coroutine holds across an await keeps other threads out. Another coroutine of
 * the same loop that wants it waits for ever, and the loop with it; on continuations it can also
 * enter, as it can take a {@link java.util.concurrent.locks.ReentrantLock}, since it is in the same
 * thread. So none is to be held across an await.
 *
 * <p>On continuations the loop's thread has the stack for all: for deep chains of awaits give it a
 * large one.
 *
 * {@snippet :
 * Thread.ofPlatform().name("asyncio").stackSize(1L << 30).start(() -> asyncio.run(main));
 * }
 */
@NullMarked
package io.asynciotck.reference;

import org.jspecify.annotations.NullMarked;
