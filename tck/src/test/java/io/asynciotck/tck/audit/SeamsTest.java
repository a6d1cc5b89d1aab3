package io.asynciotck.tck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.asynciotck.reference.seams.Seam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What broken loops override is a seam of the reference, and every seam is used by one. */
final class SeamsTest {
  /** The broken loops of the stress tests, which are built after this module. */
  private static final Path BROKEN_BETWEEN_THREADS =
      Path.of("..", "stress", "src", "test", "java", "io", "asynciotck", "reference");

  private static final Pattern OVERRIDDEN =
      Pattern.compile("@Override\\s+[\\w<>?, @]*?(\\w+)\\(", Pattern.MULTILINE);

  private static final JavaClasses ALL =
      new ClassFileImporter().importPackages(ReferenceClasses.PACKAGE);
  private static final Set<String> PARTS =
      ReferenceClasses.all().stream().map(JavaClass::getName).collect(Collectors.toSet());

  @Test
  void whatBrokenLoopsOverrideIsASeamOrOfTheApi() {
    assertThat(
            overriding()
                .filter(method -> above(method).noneMatch(SeamsTest::isOpen))
                .map(JavaMethod::getFullName))
        .as("methods of broken loops that override what is neither a seam nor of the API")
        .isEmpty();
  }

  @Test
  void everySeamIsOverriddenByABrokenLoop() {
    Set<JavaMethod> used = overriding().flatMap(SeamsTest::above).collect(Collectors.toSet());
    Set<String> betweenThreads = overriddenBetweenThreads();
    assertThat(seams()).isNotEmpty();
    assertThat(
            seams().stream()
                .filter(seam -> !used.contains(seam) && !betweenThreads.contains(seam.getName()))
                .map(JavaMethod::getFullName))
        .as("seams that no broken loop overrides")
        .isEmpty();
  }

  private static List<JavaMethod> seams() {
    return ALL.stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(Seam.class))
        .toList();
  }

  /** The methods of classes of the tests that override methods of the reference. */
  private static Stream<JavaMethod> overriding() {
    return ALL.stream()
        .filter(type -> !PARTS.contains(type.getName()))
        .flatMap(type -> type.getMethods().stream())
        .filter(SeamsTest::isInherited)
        .filter(
            method -> above(method).anyMatch(over -> PARTS.contains(over.getOwner().getName())));
  }

  /** What a method overrides or implements. */
  private static Stream<JavaMethod> above(JavaMethod method) {
    return Stream.concat(
            method.getOwner().getAllRawSuperclasses().stream(),
            method.getOwner().getAllRawInterfaces().stream())
        .flatMap(type -> type.getMethods().stream())
        .filter(candidate ->
            candidate.getName().equals(method.getName())
                && isInherited(candidate)
                && candidate.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }

  private static boolean isInherited(JavaMethod method) {
    return Stream.of(JavaModifier.STATIC, JavaModifier.PRIVATE, JavaModifier.SYNTHETIC)
        .noneMatch(method.getModifiers()::contains);
  }

  /** Whether it is for broken loops to override, or for everybody. */
  private static boolean isOpen(JavaMethod method) {
    return method.isAnnotatedWith(Seam.class)
        || !method.getOwner().getPackageName().startsWith(ReferenceClasses.PACKAGE);
  }

  private static Set<String> overriddenBetweenThreads() {
    try (Stream<Path> files = Files.walk(BROKEN_BETWEEN_THREADS)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> OVERRIDDEN.matcher(textOf(file)).results())
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
