/** Netty's event loop as an implementation of asyncio. */
@NullMarked
package io.asynciotck.examples.netty;

import org.jspecify.annotations.NullMarked;
