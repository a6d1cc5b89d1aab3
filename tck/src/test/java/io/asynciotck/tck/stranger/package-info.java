/**
 * A loop as somebody would write it who knows the README and nothing else: callbacks, futures,
 * tasks and coroutines, just enough for the class {@code core}, on the real clock. It uses the API
 * and the suite, and no other part of this project, and nothing that is newer than JDK 17.
 */
package io.asynciotck.tck.stranger;
