/** What passes between a loop and threads: futures of threads, and the default executor. */
@NullMarked
package io.asynciotck.reference.threads;

import org.jspecify.annotations.NullMarked;
