package io.asynciotck.stress.bench.run;

/**
 * Somebody who is measured in a case.
 *
 * @param peer who
 * @param program the method for JMH, or the case of the Python program
 * @param parameter the parameter for JMH, or empty
 * @param size the value of the parameter, or what the Python program is to be given
 */
record Subject(Peer peer, String program, String parameter, int size) {}
