/** The event loop of a Vert.x context as an implementation of asyncio. */
@NullMarked
package io.asynciotck.examples.vertx;

import org.jspecify.annotations.NullMarked;
