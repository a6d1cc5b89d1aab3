package io.asynciotck.tck.cli.dev;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Brings the classes up to date and writes how to start what was asked for: {@code run.options}
 * and, for tests, {@code test.options}, files of options for {@code java}. The module whose tests
 * are to be run, in its folder, is printed.
 *
 * <p>The launcher starts this from the jar of the last build by Maven, and then {@code java} with
 * the file.
 */
public final class Dev {
  private static final int USAGE = 2;
  private static final int NOT_BUILT = 3;

  private Dev() {}

  /** {@code Dev PROJECT}, or {@code Dev PROJECT test TEST...}. */
  public static void main(String[] args) {
    Project project = new Project(Path.of(args[0]));
    try {
      if (args.length > 1) {
        prepareTests(project, List.of(args).subList(2, args.length));
      } else {
        build(project, project.mainRoots());
        write(project, "run", List.of(), project.runPath(), List.of("io.asynciotck.tck.cli.Main"));
      }
    } catch (CompilationFailedException e) {
      System.err.println(e.getMessage());
      System.exit(NOT_BUILT);
    } catch (NoSuchTestException e) {
      System.err.println("asyncio-tck: " + e.getMessage());
      System.exit(USAGE);
    } catch (IOException e) {
      System.err.println("asyncio-tck: the sources could not be compiled: " + e);
      System.exit(NOT_BUILT);
    }
  }

  private static void build(Project project, int roots) throws IOException {
    Files.createDirectories(project.work());
    try (FileChannel lock =
        FileChannel.open(
            project.work().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      List<Path> libraries = new ArrayList<>(project.libraries());
      if (roots > project.mainRoots()) {
        libraries.addAll(project.testLibraries());
      }
      new IncrementalBuild(
              project.roots(),
              libraries,
              project.work(),
              done -> System.err.println("asyncio-tck: compiling " + done))
          .run(roots);
    }
  }

  private static void prepareTests(Project project, List<String> names) throws IOException {
    Selection selection = Selection.of(names, project);
    build(project, project.roots().size());
    List<String> words = new ArrayList<>(selection.tests());
    words.addFirst("io.asynciotck.tck.cli.dev.Tests");
    write(project, "test", selection.properties(), project.testPath(selection.module()), words);
    System.out.println(selection.module());
  }

  /** A file of options for {@code java}: everything from the class path to the arguments. */
  private static void write(
      Project project, String name, List<String> options, List<Path> classPath, List<String> words)
      throws IOException {
    List<String> lines = new ArrayList<>(options);
    lines.add("-cp");
    lines.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    lines.addAll(words);
    Files.write(
        project.work().resolve(name + ".options"),
        lines.stream()
            .map(line -> '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .toList());
  }
}
