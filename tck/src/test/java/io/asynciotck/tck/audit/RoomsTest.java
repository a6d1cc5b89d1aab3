package io.asynciotck.tck.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows between the rooms of the reference. That a room does not see what the kernel
 * keeps to its package needs no test: the compiler holds it.
 */
final class RoomsTest {
  private static final String REFERENCE = ReferenceClasses.PACKAGE;
  private static final JavaClasses MAIN = ReferenceClasses.all();

  @Test
  void whatTheKernelStandsOnDoesNotKnowIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("seams")
        .definedBy(REFERENCE + ".seams")
        .layer("contexts")
        .definedBy(REFERENCE + ".contexts")
        .layer("queue")
        .definedBy(REFERENCE + ".queue")
        .layer("timers")
        .definedBy(REFERENCE + ".timers")
        .layer("stacks")
        .definedBy(REFERENCE + ".stacks")
        .layer("threads")
        .definedBy(REFERENCE + ".threads")
        .layer("io")
        .definedBy(REFERENCE + ".io")
        .layer("kernel")
        .definedBy(REFERENCE)
        .layer("tasks")
        .definedBy(REFERENCE + ".tasks")
        .layer("sync")
        .definedBy(REFERENCE + ".sync")
        .layer("module")
        .definedBy(REFERENCE + ".module")
        .whereLayer("seams")
        .mayNotAccessAnyLayer()
        .whereLayer("contexts")
        .mayNotAccessAnyLayer()
        .whereLayer("queue")
        .mayOnlyAccessLayers("contexts", "seams")
        .whereLayer("stacks")
        .mayNotAccessAnyLayer()
        .whereLayer("timers")
        .mayOnlyAccessLayers("queue", "seams")
        .whereLayer("threads")
        .mayOnlyAccessLayers("stacks", "seams")
        .whereLayer("io")
        .mayOnlyAccessLayers("queue", "timers", "seams")
        .whereLayer("kernel")
        .mayOnlyAccessLayers("contexts", "queue", "timers", "stacks", "threads", "io", "seams")
        .whereLayer("tasks")
        .mayOnlyAccessLayers("kernel", "contexts", "queue", "stacks", "seams")
        .whereLayer("sync")
        .mayOnlyAccessLayers("seams")
        .whereLayer("module")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(MAIN);
  }

  @Test
  void noPackagesGoRoundInACircle() {
    slices().matching(REFERENCE + ".(*)..").should().beFreeOfCycles().check(MAIN);
    slices().matching("io.asynciotck.(reference..)").should().beFreeOfCycles().check(MAIN);
  }

  /** Loops are the kernel's matter: a library knows them as the API has them. */
  @Test
  void theLibraryKnowsNoKindOfLoop() {
    noClasses()
        .that()
        .resideInAPackage(REFERENCE + ".tasks")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(REFERENCE + ".SelectorEventLoop")
        .check(MAIN);
  }
}
