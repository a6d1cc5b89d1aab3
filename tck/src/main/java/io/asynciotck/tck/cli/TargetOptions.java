package io.asynciotck.tck.cli;

import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import picocli.CommandLine.Option;

/** The options that say what is tested. */
final class TargetOptions {
  private static final String DEFAULT = "reference";

  @Option(
      names = "--impl",
      paramLabel = "NAME",
      description = "The implementation, by the name its provider gives it. Default: reference.")
  private String name = DEFAULT;

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description = "Folders and jars with further implementations, as java takes them.")
  private String classPath = "";

  ProviderPath path() {
    return ProviderPath.open(classPath);
  }

  Implementation implementation() {
    return Implementations.named(name);
  }

  /** The options as they were given, for a command line that does the same. */
  String arguments() {
    return (name.equals(DEFAULT) ? "" : " --impl " + name)
        + (classPath.isEmpty() ? "" : " --classpath " + classPath);
  }
}
