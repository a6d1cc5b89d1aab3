package io.asynciotck.tck.audit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.tck.AsyncioTckSuite;
import io.asynciotck.tck.harness.Tck;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the modules, and what no code of the project does. */
final class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.asynciotck");

  @Test
  void specKnowsNothingElse() {
    noClasses()
        .that()
        .resideInAnyPackage("io.asynciotck.api..", "io.asynciotck.spec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.asynciotck.reference..", "io.asynciotck.tck..", "io.asynciotck.stress..")
        .check(MAIN);
  }

  @Test
  void theReferenceKnowsOnlyTheSpec() {
    noClasses()
        .that()
        .resideInAPackage("io.asynciotck.reference..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.asynciotck.tck..", "io.asynciotck.stress..", "org.junit..")
        .check(MAIN);
  }

  @Test
  void theKitDoesNotKnowTheReference() {
    noClasses()
        .that()
        .resideInAPackage("io.asynciotck.tck..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.asynciotck.reference..", "io.asynciotck.stress..")
        .check(MAIN);
  }

  @Test
  void theBridgeDoesNotKnowWhatWritesPrograms() {
    noClasses()
        .that()
        .resideInAPackage("io.asynciotck.tck.bridge..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.asynciotck.tck.repro..")
        .check(MAIN);
  }

  /** Everybody else is handed its target; JUnit's test classes cannot be. */
  @Test
  void onlyOnePlaceChoosesWhatTheTestsAreAbout() {
    noClasses()
        .that()
        .resideInAPackage("io.asynciotck.tck..")
        .and()
        .resideOutsideOfPackage("io.asynciotck.tck.harness")
        .and()
        .doNotBelongToAnyOf(TestRun.class)
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Tck.class)
        .check(MAIN);
  }

  @Test
  void resultsStandOnTheSpecificationAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.asynciotck.tck.results")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.asynciotck.tck..")
                .and(not(resideInAPackage("io.asynciotck.tck.results"))))
        .check(MAIN);
  }

  @Test
  void reportsAreMadeFromResultsAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.asynciotck.tck.report")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.asynciotck.tck..")
                .and(
                    not(
                        resideInAnyPackage(
                            "io.asynciotck.tck.report", "io.asynciotck.tck.results"))))
        .check(MAIN);
  }

  @Test
  void nobodySleeps() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
    noClasses().should().callMethod(Thread.class, "sleep", Duration.class).check(MAIN);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.asynciotck.tck.cli..")
        .and()
        .areNotAssignableTo(AsyncioTckSuite.class) // of which a build shows what is printed
        .and()
        .areNotAssignableTo(BaseAsyncio.class) // print_call_graph is to
        .and()
        .doNotHaveSimpleName("LocalLooks") // which keeps what that prints
        .should()
        .accessField(System.class, "out")
        .check(MAIN);
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(MAIN);
  }
}
