package io.asynciotck.tck.cli.dev;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The project as its folders are: modules in the order in which they depend on one another, their
 * sources, resources and libraries.
 *
 * @param folder the folder with the parent POM
 */
record Project(Path folder) {
  /** As in the parent POM; {@code examples} and {@code stress} have no part in a run of the kit. */
  private static final List<String> MODULES = List.of("spec", "reference-impl", "tck");

  /** Where the quick loop keeps classes and records. */
  Path work() {
    return folder.resolve("tck/target/dev");
  }

  /** The roots of main code, and then those of tests, both in the order of the modules. */
  List<SourceRoot> roots() {
    return Stream.of("main", "test")
        .flatMap(kind ->
            MODULES.stream()
                .map(module ->
                    new SourceRoot(
                        folder.resolve(module + "/src/" + kind + "/java"), classes(module, kind))))
        .toList();
  }

  /** As in a build by Maven: tools know main code and tests by the names of these folders. */
  private Path classes(String module, String kind) {
    return work()
        .resolve(module + "/target")
        .resolve(kind.equals("main") ? "classes" : "test-classes");
  }

  /** How many of the roots are main code. */
  int mainRoots() {
    return MODULES.size();
  }

  /**
   * What a run of the kit needs: the classes, the resources as they are in the source folders, the
   * libraries.
   */
  List<Path> runPath() throws IOException {
    List<Path> path = new ArrayList<>();
    for (SourceRoot root : roots().subList(0, mainRoots())) {
      path.add(root.classes());
    }
    for (String module : MODULES) {
      path.addAll(resources(module));
    }
    path.addAll(libraries());
    return path;
  }

  /** What the tests of a module need: first what is its own. */
  List<Path> testPath(String module) throws IOException {
    List<Path> path = new ArrayList<>();
    path.add(classes(module, "test"));
    path.add(folder.resolve(module + "/src/test/resources"));
    path.addAll(runPath());
    path.addAll(testLibraries());
    return path.stream().distinct().toList();
  }

  /** The module whose tests are in this root. */
  String module(SourceRoot root) {
    return MODULES.get(roots().indexOf(root) % MODULES.size());
  }

  /** The libraries of the last build by Maven, less this project's own. */
  List<Path> libraries() throws IOException {
    List<Path> libraries = new ArrayList<>();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(folder.resolve("tck/target/lib"), "*.jar")) {
      for (Path jar : jars) {
        if (!jar.getFileName().toString().startsWith("asyncio-tck-")) {
          libraries.add(jar);
        }
      }
    }
    libraries.sort(null);
    return libraries;
  }

  /** The libraries of the tests, as Maven has listed them. */
  List<Path> testLibraries() throws IOException {
    return Stream.of(
            Files.readString(folder.resolve("tck/target/test-class-path"))
                .strip()
                .split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> !jar.getFileName().toString().startsWith("asyncio-tck-"))
        .toList();
  }

  /**
   * The folders of resources that the POM of a module names. One with a target path is copied to
   * where it belongs.
   */
  private List<Path> resources(String module) throws IOException {
    Path base = folder.resolve(module);
    List<Path> path = new ArrayList<>();
    List<Element> resources = elements(parse(base.resolve("pom.xml")), "resource");
    if (resources.isEmpty()) {
      path.add(base.resolve("src/main/resources"));
    }
    Path copies = work().resolve(module + "/target/resources");
    Folders.clear(copies);
    for (Element resource : resources) {
      Path source = base.resolve(text(resource, "directory"));
      String target = text(resource, "targetPath");
      if (target.isEmpty()) {
        path.add(source);
      } else {
        copy(source, elements(resource, "include"), copies.resolve(target));
      }
    }
    path.add(copies);
    return path;
  }

  private static void copy(Path source, List<Element> includes, Path target) throws IOException {
    List<PathMatcher> matchers =
        includes.stream()
            .map(include ->
                FileSystems.getDefault().getPathMatcher("glob:" + include.getTextContent().strip()))
            .toList();
    List<Path> files;
    try (Stream<Path> found = Files.walk(source)) {
      files = found.filter(Files::isRegularFile).map(source::relativize).toList();
    }
    for (Path file : files) {
      if (matchers.isEmpty() || matchers.stream().anyMatch(matcher -> matcher.matches(file))) {
        Path copy = target.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(source.resolve(file), copy);
      }
    }
  }

  private static Element parse(Path pom) throws IOException {
    try (InputStream stream = Files.newInputStream(pom)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(stream)
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(pom + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(Element.class::cast)
        .toList();
  }

  private static String text(Element parent, String name) {
    return elements(parent, name).stream().findFirst().map(Node::getTextContent).orElse("").strip();
  }
}
