package io.asynciotck.tck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a project of empty files, with a JDK and a Maven that only tell. */
final class LauncherTest {
  private static final Path SCRIPT = Path.of("asyncio-tck");
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  @TempDir private Path folder;

  private Path project;
  private Path source;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    for (String module : List.of("spec", "reference-impl", "tck")) {
      Files.createDirectories(project.resolve(module + "/src/main"));
      Files.createFile(project.resolve(module + "/pom.xml"));
    }
    Files.createFile(project.resolve("pom.xml"));
    Files.createDirectories(project.resolve("tck/src/main/java/io/asynciotck/tck/cli/dev"));
    source = Files.createFile(project.resolve("spec/src/main/Rule.java"));
    Files.copy(SCRIPT, project.resolve("tck/asyncio-tck"));
    executable("jdk/bin/java", "echo started; printf '<%s>\\n' \"$@\"");
    executable("jdk/bin/javac", "");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
    executable(
        "bin/mvn",
        "echo built >>\""
            + folder
            + "/builds\"\n: >tck/target/asyncio-tck.jar\n: >tck/target/test-class-path");
    try (Stream<Path> files = Files.walk(project)) {
      files.forEach(LauncherTest::makeOld);
    }
  }

  private static void makeOld(Path file) {
    try {
      Files.setLastModifiedTime(file, LONG_AGO);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void executable(String name, String commands) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\ncd \"" + project + "\" && " + commands + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theFirstUseBuildsTheKitAndPassesEverythingOn() throws Exception {
    Launched launched = launch("run", "--rule", "loop.*", "two words");
    assertThat(launched.text)
        .contains("building the kit")
        .contains("started\n")
        .endsWith("<run>\n<--rule>\n<loop.*>\n<two words>\n")
        .contains("<--add-exports>\n<java.base/jdk.internal.vm=ALL-UNNAMED>")
        .contains("<--enable-native-access=ALL-UNNAMED>");
    assertThat(builds()).isEqualTo(1);
    assertThat(launched.status).isZero();
  }

  @Test
  void theNextUseDoesNotBuild() throws Exception {
    launch("run");
    assertThat(launch("run").text).startsWith("started\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    launch("run");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    launch("run");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aSourceThatIsGoneIsBuilt() throws Exception {
    launch("run");
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.now().plusSeconds(60)));
    launch("run");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aBuildThatFailsIsToldAndNothingIsStarted() throws Exception {
    executable("bin/mvn", "echo '[ERROR] no such module'; exit 1");
    Launched launched = launch("run");
    assertThat(launched.text)
        .contains("[ERROR] no such module", "the kit could not be built")
        .doesNotContain("started");
    assertThat(launched.status).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void withoutMavenTheWrapperOfTheProjectBuilds() throws Exception {
    Files.move(folder.resolve("bin/mvn"), project.resolve("mvnw"));
    List<String> tools =
        List.of("sh", "dirname", "readlink", "grep", "find", "head", "mkdir", "touch", "mv");
    for (String tool : tools) {
      executable("tools/" + tool, "exec " + onPath(tool) + " \"$@\"");
    }
    Launched launched =
        launch(
            project.resolve("tck/asyncio-tck"),
            Map.of("PATH", folder.resolve("tools").toString()),
            "list");
    assertThat(launched.text).endsWith("<list>\n");
    assertThat(builds()).isEqualTo(1);
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theLauncherMayBeCalledByALink() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("link"), project.resolve("tck/asyncio-tck"));
    assertThat(launch(link, "list").text).endsWith("<list>\n");
  }

  @Test
  void optionsForTheJvmTakeThePlaceOfThoseForShortRuns() throws Exception {
    assertThat(launch("list").text).contains("<-XX:TieredStopAtLevel=1>");
    Launched launched =
        launch(
            project.resolve("tck/asyncio-tck"),
            Map.of("ASYNCIO_TCK_JAVA_OPTIONS", "-Xmx1g -ea"),
            "list");
    assertThat(launched.text)
        .contains("<-Xmx1g>\n<-ea>\n<-jar>\n")
        .doesNotContain("<-XX:TieredStopAtLevel=1>");
  }

  @Test
  void theQuickLoopStartsWhatItHasCompiled() throws Exception {
    Launched launched = launch("--dev", "run", "two words");
    assertThat(builds()).isEqualTo(1);
    assertThat(launched.text)
        .containsSubsequence(
            "<io.asynciotck.tck.cli.dev.Dev>\n<" + project.toRealPath() + ">\n",
            "started\n",
            "<@" + project.toRealPath() + "/tck/target/dev/run.options>\n<run>\n<two words>\n");
  }

  @Test
  void theQuickLoopLeavesSourcesThatChangedToTheCompiler() throws Exception {
    launch("--dev", "run");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    launch("--dev", "run");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void theQuickLoopBuildsTheKitWhenAPomHasChanged() throws Exception {
    launch("--dev", "run");
    Files.setLastModifiedTime(
        project.resolve("spec/pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
    launch("--dev", "run");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void testsRunInTheFolderOfTheirModule() throws Exception {
    executable(
        "jdk/bin/java",
        "case \"$*\" in *cli.dev.Dev*) echo spec;; *) echo in \"$OLDPWD\"; echo \"$@\";; esac");
    Launched launched = launch("--dev", "test", "RuleBookTest");
    assertThat(launched.text)
        .contains("in " + project.toRealPath() + "/spec\n")
        .endsWith("@" + project.toRealPath() + "/tck/target/dev/test.options\n");
  }

  @Test
  void sourcesThatDoNotCompileEndTheQuickLoop() throws Exception {
    executable("jdk/bin/java", "case \"$*\" in *cli.dev.Dev*) exit 3;; *) echo started;; esac");
    for (String command : List.of("run", "test")) {
      Launched launched = launch("--dev", command);
      assertThat(launched.status).isEqualTo(ExitStatus.NOT_EVALUATED);
      assertThat(launched.text).doesNotContain("started");
    }
  }

  private record Launched(int status, String text) {}

  private long builds() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("builds"))) {
      return lines.count();
    }
  }

  private Launched launch(String... arguments) throws Exception {
    return launch(project.resolve("tck/asyncio-tck"), arguments);
  }

  private Launched launch(Path script, String... arguments) throws Exception {
    return launch(script, Map.of(), arguments);
  }

  private Launched launch(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command =
        Stream.concat(Stream.of("sh", script.toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Launched(process.waitFor(), text);
  }
}
