package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.asynciotck.api.AsyncioProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that does not keep its side is told so, in one sentence, before anything is run. */
final class BrokenProviderTest {

  @TempDir private Path folder;

  static Stream<Arguments> brokenProviders() {
    return Stream.of(
        arguments(Providers.ThrowsInConstructor.class, "IllegalStateException: no native library"),
        arguments(Providers.ThrowsInInitializer.class, "ExceptionInInitializerError"),
        arguments(Providers.WithoutName.class, "WithoutName.name() returned null"),
        arguments(Providers.WithoutVersion.class, ".version() returned null"),
        arguments(Providers.WithoutProfile.class, ".profile() returned null"),
        arguments(Providers.WithoutClasses.class, ".classes() returned null"),
        arguments(Providers.WithoutCapabilities.class, ".capabilities() returned null"),
        arguments(Providers.WithoutResolution.class, ".clockResolution() returned null"),
        arguments(Providers.WithoutModule.class, ".asyncio() returned null"),
        arguments(Providers.WithoutModuleForAClock.class, ".asyncio(clock) returned null"),
        arguments(
            Providers.TakesNoClock.class, "UnsupportedOperationException: odd takes no clock"),
        arguments(Providers.WithoutIntrospection.class, ".introspection() returned null"),
        arguments(Providers.ClaimsIntrospection.class, "but its introspection() is empty"),
        arguments(Providers.WithoutLoops.class, ".asyncio().newEventLoop() returned null"));
  }

  @ParameterizedTest
  @MethodSource("brokenProviders")
  void isNotEvaluated(Class<? extends AsyncioProvider> provider, String sentence)
      throws IOException {
    Cli cli =
        Cli.run("run", "--impl", "odd", "--classpath", Providers.registered(folder, provider));
    assertThat(cli.err()).contains(sentence).hasLineCount(1);
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void aProviderThatDoesNotExistIsNamed() throws IOException {
    String classPath = Providers.registered(folder, "com.example.Gone");
    Cli cli = Cli.run("run", "--impl", "gone", "--classpath", classPath);
    assertThat(cli.err()).contains("com.example.Gone").hasLineCount(1);
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void oneOfTwoProvidersOfANameIsNotChosenByChance() throws IOException {
    String classPath = Providers.registered(folder, Providers.Namesake.class);
    Cli cli = Cli.run("run", "--impl", "tiny", "--classpath", classPath);
    assertThat(cli.err())
        .contains("Two implementations are called `tiny`: ", "TinyProvider", "Namesake")
        .hasLineCount(1);
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void aProviderThatClaimsNothingLeavesNothingToCheck() throws IOException {
    String classPath = Providers.registered(folder, Providers.ClaimsNothing.class);
    Cli cli = Cli.run("run", "--impl", "odd", "--classpath", classPath);
    assertThat(cli.err()).contains("There is nothing to check: class").hasLineCount(1);
    assertThat(cli.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void aBrokenProviderDoesNotStandInTheWayOfAnother() throws IOException {
    String classPath = Providers.registered(folder, Providers.ThrowsInConstructor.class);
    Cli cli =
        Cli.run("run", "--impl", "tiny", "--rule", "loop.new.fresh", "--classpath", classPath);
    assertThat(cli.out()).contains("CONFORMANT: tiny 1.0");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }
}
