/** The faults of what only the structure of CPython shows. */
@NullMarked
package io.asynciotck.reference.detail;

import org.jspecify.annotations.NullMarked;
