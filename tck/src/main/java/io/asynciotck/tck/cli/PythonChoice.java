package io.asynciotck.tck.cli;

import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.bridge.StartRefusedException;
import io.asynciotck.tck.harness.HarnessError;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.ImplementationException;
import io.asynciotck.tck.repro.Programs;

/**
 * A loop of a Python.
 *
 * @param options how that Python is started
 */
record PythonChoice(PythonOptions options) implements Choice {

  @Override
  public Implementation open() {
    try {
      return PythonImplementation.open(options, new Programs(options));
    } catch (StartRefusedException refused) {
      throw new ImplementationException(
          String.valueOf(refused.getMessage()), refused.details(), refused);
    } catch (HarnessError | RuntimeException failed) {
      throw new ImplementationException(
          "`%s` cannot be evaluated: %s"
              .formatted(String.join(" ", options.command()), failed.getMessage()),
          failed);
    }
  }

  @Override
  public boolean isApart() {
    return true;
  }

  @Override
  public String arguments() {
    StringBuilder words = new StringBuilder();
    words.append(Words.option("--python", String.join(" ", options.command())));
    options.loop().ifPresent(factory -> words.append(Words.option("--loop", factory)));
    options.setup().forEach(function -> words.append(Words.option("--setup", function)));
    options.blocked().forEach(module -> words.append(Words.option("--block", module)));
    options.adapter().ifPresent(module -> words.append(Words.option("--adapter", module)));
    options.paths().forEach(folder -> words.append(Words.option("--path", folder.toString())));
    return words.toString();
  }
}
