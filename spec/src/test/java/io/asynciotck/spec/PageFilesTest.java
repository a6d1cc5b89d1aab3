package io.asynciotck.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages are found in a directory and in a jar. */
class PageFilesTest {

  private static final Map<String, String> FILES =
      Map.of(
          "rules/about/terms.md", "# Terms ·",
          "rules/loop/callbacks.md", "# Callbacks",
          "rules/loop/picture.png", "not a page",
          "rules/without-a-chapter.md", "# Elsewhere",
          "rules/loop/old/callbacks.md", "# Elsewhere",
          "rulesets.md", "# Elsewhere");
  private static final Map<String, String> PAGES =
      Map.of("about/terms.md", "# Terms ·", "loop/callbacks.md", "# Callbacks");

  @TempDir private Path directory;

  @Test
  void inADirectory() throws IOException {
    Path root = directory.resolve("with a space");
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    assertThat(PageFiles.around(root.resolve("rules/about/terms.md").toUri().toURL()))
        .containsExactlyInAnyOrderEntriesOf(PAGES);
  }

  @Test
  void inAJarWithoutEntriesForItsDirectories() throws IOException {
    Path jar = directory.resolve("with a space.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      for (Map.Entry<String, String> entry : FILES.entrySet()) {
        entries.putNextEntry(new JarEntry(entry.getKey()));
        entries.write(entry.getValue().getBytes(UTF_8));
      }
    }
    assertThat(
            PageFiles.around(URI.create("jar:" + jar.toUri() + "!/rules/about/terms.md").toURL()))
        .containsExactlyInAnyOrderEntriesOf(PAGES);
  }

  @Test
  void butNotWhereThereIsNothing() {
    URI nowhere = directory.resolve("rules/about/terms.md").toUri();
    assertThatThrownBy(() -> PageFiles.around(nowhere.toURL()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("Cannot read the pages around file:");
  }
}
