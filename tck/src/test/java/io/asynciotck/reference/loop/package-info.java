/** Broken loops: the faults of the pages of chapter {@code loop}. */
@NullMarked
package io.asynciotck.reference.loop;

import org.jspecify.annotations.NullMarked;
