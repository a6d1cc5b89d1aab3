/** The bridge and the agent, tried with the Python of this machine. */
@NullMarked
package io.asynciotck.tck.bridge;

import org.jspecify.annotations.NullMarked;
