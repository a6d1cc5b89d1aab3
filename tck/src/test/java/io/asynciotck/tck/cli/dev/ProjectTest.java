package io.asynciotck.tck.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the quick loop looks for resources, libraries and tests. */
final class ProjectTest {
  @TempDir private Path folder;

  private Project project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new Project(folder);
    for (String module : List.of("spec", "reference-impl", "tck")) {
      write(module + "/pom.xml", "<project/>");
    }
    write(
        "tck/pom.xml",
        """
        <project><build><resources>
          <resource><directory>src/main/resources</directory></resource>
          <resource>
            <directory>loops</directory>
            <includes><include>*.toml</include></includes>
            <targetPath>io/loops</targetPath>
          </resource>
        </resources></build></project>
        """);
    write("tck/loops/uvloop.toml", "");
    write("tck/loops/README.md", "");
    write("tck/target/lib/junit.jar", "");
    write("tck/target/lib/asyncio-tck-spec-1.jar", "");
    write(
        "tck/target/test-class-path",
        String.join(File.pathSeparator, "/m2/assertj.jar", "/m2/asyncio-tck-spec-1.jar"));
    write("tck/src/main/java/io/rules/SleepTck.java", "");
    write("tck/src/test/java/io/AuditTest.java", "");
    write("spec/src/test/java/io/BookTest.java", "");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void resourcesAreReadWhereTheyAreEdited() throws Exception {
    assertThat(project.runPath())
        .contains(folder.resolve("spec/src/main/resources"))
        .contains(folder.resolve("tck/src/main/resources"));
  }

  @Test
  void resourcesWithATargetPathAreCopiedToIt() throws Exception {
    Path copies = folder.resolve("tck/target/dev/tck/target/resources");
    assertThat(project.runPath()).contains(copies);
    assertThat(copies.resolve("io/loops/uvloop.toml")).exists();
    assertThat(copies.resolve("io/loops/README.md")).doesNotExist();
    Files.delete(folder.resolve("tck/loops/uvloop.toml"));
    project.runPath();
    assertThat(copies.resolve("io/loops/uvloop.toml")).doesNotExist();
  }

  @Test
  void theProjectsOwnJarsAreNotAmongTheLibraries() throws Exception {
    assertThat(project.testPath("tck"))
        .contains(folder.resolve("tck/target/lib/junit.jar"), Path.of("/m2/assertj.jar"))
        .noneMatch(path -> path.toString().contains("asyncio-tck-spec"));
  }

  @Test
  void testsAreFoundByTheirSimpleNames() throws Exception {
    Selection selection = Selection.of(List.of("-Dfault=x", "AuditTest#method"), project);
    assertThat(selection)
        .isEqualTo(new Selection("tck", List.of("-Dfault=x"), List.of("io.AuditTest#method")));
  }

  @Test
  void testsThatCannotBeRunAreRefusedWithASentence() {
    assertRefused(List.of("NoTest"), "there is no class of tests NoTest.");
    assertRefused(List.of("SleepTck"), "SleepTck is not a test of the project");
    assertRefused(List.of("AuditTest", "BookTest"), "are in the modules spec and tck");
    assertRefused(List.of("-Da=b"), "name a class of tests");
  }

  private void assertRefused(List<String> names, String sentence) {
    assertThatThrownBy(() -> Selection.of(names, project))
        .isInstanceOf(NoSuchTestException.class)
        .hasMessageContaining(sentence);
  }
}
