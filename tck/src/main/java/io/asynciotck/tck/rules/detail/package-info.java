/** The tests of chapter {@code detail}: what only the structure of CPython's own loop shows. */
@NullMarked
package io.asynciotck.tck.rules.detail;

import org.jspecify.annotations.NullMarked;
