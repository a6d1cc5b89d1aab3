/**
 * The module as a program sees it: the kernel and the rooms that stand on it, put together, and
 * offered to the service loader.
 */
@NullMarked
package io.asynciotck.reference.module;

import org.jspecify.annotations.NullMarked;
