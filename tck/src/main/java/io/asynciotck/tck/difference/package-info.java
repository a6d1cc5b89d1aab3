/**
 * Random programs of tasks, run on two implementations: what they do differently, and whether a
 * rule decides who is right.
 */
@NullMarked
package io.asynciotck.tck.difference;

import org.jspecify.annotations.NullMarked;
