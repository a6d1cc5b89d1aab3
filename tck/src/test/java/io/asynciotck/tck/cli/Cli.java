package io.asynciotck.tck.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * The command line, run in this JVM.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it complained about
 */
record Cli(int status, String out, String err) {

  static Cli run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Cli(status, out.toString(), err.toString());
  }
}
