/**
 * The quick loop of those who work on the kit: compiles what a change has touched, and nothing
 * else, for {@code tck/asyncio-tck --dev}.
 */
@NullMarked
package io.asynciotck.tck.cli.dev;

import org.jspecify.annotations.NullMarked;
