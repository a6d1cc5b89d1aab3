/** Runs jcstress so that a build can rely on its answer. */
@NullMarked
package io.asynciotck.stress.run;

import org.jspecify.annotations.NullMarked;
