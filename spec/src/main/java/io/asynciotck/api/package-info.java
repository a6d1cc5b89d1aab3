/**
 * The API of asyncio, rendered to Java.
 *
 * <p>Every name is asyncio's, in camelCase: {@code call_soon} is {@code callSoon}. Where the JDK
 * owns the short name the prefix {@code Async} is put before it. Unless a method says otherwise it
 * may be called only in the thread of the loop that it works on, and an argument that is null where
 * null is not allowed gives a {@link java.lang.NullPointerException}.
 */
@NullMarked
package io.asynciotck.api;

import org.jspecify.annotations.NullMarked;
