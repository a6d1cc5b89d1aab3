/** The command line. The only place of the kit that writes to the console. */
@NullMarked
package io.asynciotck.tck.cli;

import org.jspecify.annotations.NullMarked;
