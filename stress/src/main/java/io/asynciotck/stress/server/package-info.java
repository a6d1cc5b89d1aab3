/**
 * Servers and their load, each a process: what a connection costs, and what comes out right with
 * very many of them.
 *
 * <p>{@link io.asynciotck.stress.server.ServerProcess} is a server on a loop of the JVM, {@link
 * io.asynciotck.stress.server.LoadProcess} the one client that all servers have.
 */
@NullMarked
package io.asynciotck.stress.server;

import org.jspecify.annotations.NullMarked;
