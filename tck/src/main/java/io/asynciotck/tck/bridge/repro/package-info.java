/**
 * What a test did with a Python loop, as a Python program that needs no kit: written from what was
 * said over the bridge, then run with the same interpreter.
 */
@NullMarked
package io.asynciotck.tck.bridge.repro;

import org.jspecify.annotations.NullMarked;
