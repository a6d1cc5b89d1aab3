/** Rule tests of the chapter {@code io}. */
package io.asynciotck.tck.rules.io;
