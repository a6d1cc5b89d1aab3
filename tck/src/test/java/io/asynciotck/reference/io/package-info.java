/** Broken loops: the faults of the pages of chapter {@code io}. */
@NullMarked
package io.asynciotck.reference.io;

import org.jspecify.annotations.NullMarked;
