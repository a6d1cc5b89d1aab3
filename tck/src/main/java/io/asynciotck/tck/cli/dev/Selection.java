package io.asynciotck.tck.cli.dev;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tests of the project, as somebody has named them.
 *
 * @param module the module that they are in
 * @param properties system properties, as {@code -Dname=value}
 * @param tests full names of classes, some with {@code #method}
 */
record Selection(String module, List<String> properties, List<String> tests) {

  /**
   * Finds what is named: a class by its simple name, perhaps with {@code #method}, or a system
   * property.
   *
   * @throws NoSuchTestException if that is not one or more tests of one module
   */
  static Selection of(List<String> names, Project project) throws IOException {
    List<String> properties = names.stream().filter(name -> name.startsWith("-D")).toList();
    List<String> tests = new ArrayList<>();
    Set<String> modules = new TreeSet<>();
    for (String name : names) {
      if (!name.startsWith("-D")) {
        String[] parts = name.split("#", 2);
        Found found = find(parts[0], project);
        modules.add(found.module);
        tests.add(parts.length == 1 ? found.name : found.name + "#" + parts[1]);
      }
    }
    if (tests.isEmpty()) {
      throw new NoSuchTestException("name a class of tests, such as RuleAuditTest.");
    }
    if (modules.size() > 1) {
      throw new NoSuchTestException(
          "these tests are in the modules "
              + String.join(" and ", modules)
              + ": run them one after the other.");
    }
    return new Selection(modules.iterator().next(), properties, tests);
  }

  private record Found(String module, String name) {}

  private static Found find(String simpleName, Project project) throws IOException {
    List<SourceRoot> roots = project.roots();
    for (SourceRoot root : roots) {
      for (String source : root.stamps().keySet()) {
        if (("/" + source).endsWith("/" + simpleName + ".java")) {
          if (roots.indexOf(root) < project.mainRoots()) {
            throw new NoSuchTestException(
                simpleName
                    + " is not a test of the project. Rule tests: --dev run --test "
                    + simpleName);
          }
          return new Found(
              project.module(root),
              source.substring(0, source.length() - ".java".length()).replace('/', '.'));
        }
      }
    }
    throw new NoSuchTestException("there is no class of tests " + simpleName + ".");
  }
}
