/**
 * Where the reference can be taken apart.
 *
 * <p>The kit is tested with broken loops: the reference with one step replaced by a wrong one. For
 * that some methods are steps of their own that would otherwise be written where they are used, and
 * are not final: those with {@link Seam}. They are {@code protected}, or {@code public} where
 * another package of the reference calls them. A seam is not an offer to programs, and does not
 * stay as it is for anybody's sake but the broken loops'; the build fails for a seam that no broken
 * loop overrides, and for a broken loop that overrides what is neither a seam nor of the API.
 */
@NullMarked
package io.asynciotck.reference.seams;

import org.jspecify.annotations.NullMarked;
