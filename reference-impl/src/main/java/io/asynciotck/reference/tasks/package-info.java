/**
 * The library that stands on tasks: {@code gather}, {@code wait_for} and {@code run}. Sees the
 * kernel through the module, the API, and what a future leaves open to its subclasses.
 */
@NullMarked
package io.asynciotck.reference.tasks;

import org.jspecify.annotations.NullMarked;
