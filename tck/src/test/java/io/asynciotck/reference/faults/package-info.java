/** What a fault is, how it is run, and what faults of several pages share. */
@NullMarked
package io.asynciotck.reference.faults;

import org.jspecify.annotations.NullMarked;
