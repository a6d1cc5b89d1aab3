/**
 * The bridge to implementations in other processes: the API as proxies, and the process behind
 * them.
 *
 * <p>It is generic: {@link io.asynciotck.tck.bridge.PythonCall} makes a request of any method of
 * the API, by convention and by the annotations of the API, and nothing here names a method under
 * test. The protocol is described in PROTOCOL.md.
 */
@NullMarked
package io.asynciotck.tck.bridge;

import org.jspecify.annotations.NullMarked;
