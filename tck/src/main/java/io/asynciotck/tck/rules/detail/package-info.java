/** The tests of chapter {@code detail}: what only the structure of CPython's own loop shows. */
package io.asynciotck.tck.rules.detail;
