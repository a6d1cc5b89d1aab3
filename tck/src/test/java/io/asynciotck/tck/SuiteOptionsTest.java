package io.asynciotck.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Implementations;
import io.asynciotck.tck.harness.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a suite runs, by its annotation and by system properties. */
final class SuiteOptionsTest {
  private static final RuleBook BOOK = RuleBook.standard();

  private static final class Plain {}

  @TckOptions(
      profile = "py3.12",
      seed = 7,
      tries = 3,
      timeout = 5,
      expectations = "known.toml",
      rules = "loop.stop.*",
      classes = ConformanceClass.CORE,
      levels = Level.MUST)
  private static final class Annotated {}

  private static SuiteOptions options(Class<?> suite, String... properties) {
    Properties given = new Properties();
    for (String property : properties) {
      int equals = property.indexOf('=');
      given.setProperty(property.substring(0, equals), property.substring(equals + 1));
    }
    return new SuiteOptions(suite, given);
  }

  private static Target target(SuiteOptions options) {
    Implementation reference = Implementations.named("reference");
    return options.target(reference);
  }

  private static List<String> ids(SuiteOptions options) {
    return options.rules(BOOK).stream().map(RuleText::id).toList();
  }

  @Test
  void withoutOptionsItIsTheRunOfTheCommandLine() {
    Target target = target(options(Plain.class));
    assertThat(target.profile()).isEqualTo(Implementations.named("reference").profile());
    assertThat(target.tries()).isEqualTo(Target.DEFAULT_TRIES);
    assertThat(target.timeout()).isEqualTo(Target.DEFAULT_TIMEOUT);
    assertThat(options(Plain.class).rules(BOOK)).isEqualTo(BOOK.rules());
  }

  @Test
  void theAnnotationSaysWhatIsRun() {
    Target target = target(options(Annotated.class));
    assertThat(target.profile()).hasToString("py3.12");
    assertThat(target.seed()).isEqualTo(7);
    assertThat(target.tries()).isEqualTo(3);
    assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ids(options(Annotated.class)))
        .contains("loop.stop.new-callbacks")
        .doesNotContain("loop.stop.once") // OBSERVED
        .allMatch(id -> id.startsWith("loop.stop."));
  }

  @Test
  void propertiesGoBeforeTheAnnotation() {
    SuiteOptions options =
        options(
            Annotated.class,
            "asyncio-tck.seed=8",
            "asyncio-tck.profile=py3.13",
            "asyncio-tck.rules=loop.stop.once, future.cancel.*",
            "asyncio-tck.classes=core,futures",
            "asyncio-tck.levels=must,observed");
    assertThat(target(options).seed()).isEqualTo(8);
    assertThat(target(options).profile()).hasToString("py3.13");
    assertThat(ids(options)).contains("loop.stop.once", "future.cancel.true");
  }

  @Test
  void surefiresOptionNamesRules() {
    assertThat(ids(options(Plain.class, "test=OtherTest#x,Plain#rules+loop.stop.once")))
        .containsExactly("loop.stop.once");
    assertThat(ids(options(Plain.class, "test=OtherTest#rules+loop.stop.once")))
        .hasSizeGreaterThan(100);
  }

  @Test
  void aFileOfWhatIsKnownToFailMustBeThere() {
    Target target = target(options(Plain.class));
    assertThatThrownBy(() -> options(Annotated.class).expectations(target, null))
        .hasMessageContaining("known.toml");
    assertThatThrownBy(() -> options(Plain.class).expectations(target, Path.of("given.toml")))
        .hasMessageContaining("given.toml");
  }

  @Test
  void theReplayHasWhatTheAnnotationDoesNotSay() {
    SuiteOptions options =
        options(
            Annotated.class,
            "asyncio-tck.profile=py3.13",
            "asyncio-tck.classes=core",
            "test=Annotated#rules+loop.stop.*");
    assertThat(options.replay(9))
        .isEqualTo(
            "mvn test -Dtest='Annotated#rules+loop.stop.*' -Dasyncio-tck.seed=9"
                + " -Dasyncio-tck.profile='py3.13' -Dasyncio-tck.classes='core'");
    assertThat(options.replay(9, "loop.stop.once"))
        .isEqualTo(
            "mvn test -Dtest='Annotated#rules+loop.stop.once' -Dasyncio-tck.seed=9"
                + " -Dasyncio-tck.profile='py3.13'");
    assertThat(options(Plain.class).replay(9))
        .isEqualTo("mvn test -Dtest=Plain -Dasyncio-tck.seed=9");
  }

  @ParameterizedTest
  @CsvSource({
    "asyncio-tck.rule=x, Unknown property `asyncio-tck.rule`; known: asyncio-tck.seed",
    "asyncio-tck.seed=abc, 'asyncio-tck.seed takes a number, not `abc`'",
    "asyncio-tck.tries=0, asyncio-tck.tries takes a positive number",
    "asyncio-tck.timeout=-1, asyncio-tck.timeout takes a positive number",
    "asyncio-tck.profile=py2.7, py2.7",
    "asyncio-tck.classes=cores, cores",
    "asyncio-tck.levels=most, most",
    "asyncio-tck.rules=loop.stopp.*, No rule fits `loop.stopp.*`"
  })
  void whatIsWrongIsSaidInASentence(String property, String sentence) {
    assertThatThrownBy(
            () -> {
              SuiteOptions options = options(Plain.class, property);
              target(options);
              options.rules(BOOK);
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  /** One rule of a loop that has it, chosen where an IDE can start it. */
  @TckOptions(rules = "loop.is-closed.open", seed = 7)
  static final class OneRule extends AsyncioTckSuite {
    OneRule() {
      super("reference");
    }
  }

  @Test
  void theSuiteTellsItsVerdictAndHowToRunItAgain() {
    List<Map<String, String>> told = new ArrayList<>();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(OneRule.class))
                  .build(),
              new TestExecutionListener() {
                @Override
                public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                  told.add(entry.getKeyValuePairs());
                }
              });
    }
    assertThat(told)
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.get("verdict"))
              .startsWith("CONFORMANT: reference ")
              .endsWith("(rules checked: 1, faults: 0)");
          assertThat(entry.get("replay")).isEqualTo("mvn test -Dtest=OneRule -Dasyncio-tck.seed=7");
        });
  }
}
