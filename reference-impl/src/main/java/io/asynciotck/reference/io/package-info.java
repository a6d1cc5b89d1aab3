/** Sockets on the channels of {@code java.nio}, and what a loop does with them. */
@NullMarked
package io.asynciotck.reference.io;

import org.jspecify.annotations.NullMarked;
