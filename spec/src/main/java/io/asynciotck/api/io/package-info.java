/**
 * Sockets, and what an event loop does with them.
 *
 * <p>A socket is the implementation's own: {@code socket.socket} in Python, a channel in Java. What
 * stands here is the small part of it that a test needs, under Python's names.
 */
@NullMarked
package io.asynciotck.api.io;

import org.jspecify.annotations.NullMarked;
