package io.asynciotck.tck.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick build, on two small modules: what it compiles, and that nothing stale is left. */
final class IncrementalBuildTest {
  @TempDir private Path folder;

  private final List<String> compiled = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private SourceRoot lower;
  private SourceRoot upper;

  @BeforeEach
  void writeSources() throws IOException {
    lower = new SourceRoot(folder.resolve("lower/src"), folder.resolve("lower/classes"));
    upper = new SourceRoot(folder.resolve("upper/src"), folder.resolve("upper/classes"));
    write(lower, "Base", "public class Base { public int twice(int x) { return 2 * x; } }");
    write(lower, "Limit", "public final class Limit { public static final int MOST = 10; }");
    write(upper, "Derived", "public class Derived extends Base {}");
    write(
        upper,
        "User",
        "public class User { public String toString() { return \"\" + new Derived().twice(2L < 3 ?"
            + " 2 : 1); } }");
    write(
        upper,
        "Reader",
        "public class Reader { public String toString() { return \"\" + Limit.MOST; } }");
    write(upper, "Alone", "public class Alone { public String toString() { return \"alone\"; } }");
    build();
    compiled.clear();
  }

  private void write(SourceRoot root, String name, String text) throws IOException {
    Path file = root.sources().resolve("p/" + name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "package p;\n" + text + "\n");
    now = now.plusSeconds(1);
    Files.setLastModifiedTime(file, FileTime.from(now));
  }

  private void build() throws IOException {
    build(2);
  }

  private void build(int roots) throws IOException {
    new IncrementalBuild(List.of(lower, upper), List.of(), folder.resolve("work"), this::note)
        .run(roots);
  }

  private void note(String what) {
    compiled.add(
        folder.relativize(Path.of(what.replaceFirst(": .*", ""))) + what.replaceFirst(".*:", ""));
  }

  private String say(String name) throws Exception {
    URL[] path = {lower.classes().toUri().toURL(), upper.classes().toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, null)) {
      return loader.loadClass("p." + name).getConstructor().newInstance().toString();
    }
  }

  @Test
  void nothingIsCompiledWhenNothingHasChanged() throws Exception {
    build();
    assertThat(compiled).isEmpty();
    assertThat(say("User")).isEqualTo("4");
  }

  @Test
  void aBodyThatChangesIsCompiledAlone() throws Exception {
    write(lower, "Base", "public class Base { public int twice(int x) { return x + x + 100; } }");
    build();
    assertThat(compiled).containsExactly("lower/src 1 file");
    assertThat(say("User")).isEqualTo("104");
  }

  @Test
  void aConstantThatChangesReachesWhoHasCopiedIt() throws Exception {
    write(lower, "Limit", "public final class Limit { public static final int MOST = 11; }");
    build();
    assertThat(compiled).containsExactly("lower/src 1 file", "upper/src 1 file");
    assertThat(say("Reader")).isEqualTo("11");
  }

  @Test
  void aSignatureThatChangesReachesTheUsersOfSubclasses() throws Exception {
    write(lower, "Base", "public class Base { public long twice(long x) { return 7 * x; } }");
    build();
    assertThat(compiled).containsExactly("lower/src 1 file", "upper/src 2 files");
    assertThat(say("User")).isEqualTo("14");
  }

  @Test
  void aMethodThatFitsBetterIsCalledFromNowOn() throws Exception {
    write(
        lower,
        "Base",
        "public class Base { public int twice(Integer x) { return 1; } public int twice(long x) {"
            + " return 2; } }");
    build();
    assertThat(say("User")).isEqualTo("2");
    write(
        lower,
        "Base",
        "public class Base { public int twice(int x) { return 3; } public int twice(long x) {"
            + " return 2; } }");
    build();
    assertThat(say("User")).isEqualTo("3");
  }

  @Test
  void aUserThatNoLongerFitsIsAnErrorUntilItIsMended() throws Exception {
    write(lower, "Base", "public class Base {}");
    assertThatThrownBy(this::build)
        .isInstanceOf(CompilationFailedException.class)
        .hasMessageContaining("User.java")
        .hasMessageContaining("twice");
    assertThatThrownBy(this::build).isInstanceOf(CompilationFailedException.class);
    write(upper, "User", "public class User { public String toString() { return \"mended\"; } }");
    build();
    assertThat(say("User")).isEqualTo("mended");
  }

  @Test
  void aChangeThatTheUpperRootHasNotSeenYetIsNotForgotten() throws Exception {
    write(lower, "Limit", "public final class Limit { public static final int MOST = 12; }");
    build(1);
    assertThat(compiled).containsExactly("lower/src 1 file");
    build(1);
    build();
    assertThat(compiled).containsExactly("lower/src 1 file", "upper/src 1 file");
    assertThat(say("Reader")).isEqualTo("12");
  }

  @Test
  void aSourceThatDoesNotCompileLeavesTheOldClass() throws Exception {
    write(lower, "Base", "public class Base { oops }");
    assertThatThrownBy(this::build).isInstanceOf(CompilationFailedException.class);
    assertThat(say("User")).isEqualTo("4");
    assertThatThrownBy(this::build).isInstanceOf(CompilationFailedException.class);
  }

  @Test
  void aSourceThatIsGoneTakesItsClassesWithIt() throws Exception {
    Files.delete(lower.sources().resolve("p/Limit.java"));
    assertThatThrownBy(this::build)
        .isInstanceOf(CompilationFailedException.class)
        .hasMessageContaining("Reader.java");
    assertThat(lower.classes().resolve("p/Limit.class")).doesNotExist();
    Files.delete(upper.sources().resolve("p/Reader.java"));
    build();
    assertThat(upper.classes().resolve("p/Reader.class")).doesNotExist();
  }

  @Test
  void aNestedClassThatIsGoneLeavesNoClassFile() throws Exception {
    write(upper, "Alone", "public class Alone { static class Inner {} }");
    build();
    assertThat(upper.classes().resolve("p/Alone$Inner.class")).exists();
    write(upper, "Alone", "public class Alone {}");
    build();
    assertThat(upper.classes().resolve("p/Alone$Inner.class")).doesNotExist();
  }

  @Test
  void constantsThatGoRoundAreSettled() throws Exception {
    write(
        upper,
        "One",
        "public class One { static final int A = 1; static final int C = Two.B + 1; public String"
            + " toString() { return \"\" + C; } }");
    write(upper, "Two", "public class Two { static final int B = One.A + 1; }");
    build();
    assertThat(say("One")).isEqualTo("3");
    write(
        upper,
        "One",
        "public class One { static final int A = 5; static final int C = Two.B + 1; public String"
            + " toString() { return \"\" + C; } }");
    build();
    assertThat(say("One")).isEqualTo("7");
  }
}
