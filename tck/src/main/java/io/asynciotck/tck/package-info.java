/** The kit, as an implementer uses it from a build. */
@NullMarked
package io.asynciotck.tck;

import org.jspecify.annotations.NullMarked;
