package io.asynciotck.reference.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/** The classes that run faults share all of them. */
final class EveryFaultIsRunTest {
  @Test
  void oneClassRunsEachFault() {
    List<FaultsTest> classes =
        ReflectionSupport.findAllClassesInPackage(
                getClass().getPackageName(),
                type -> type.getSuperclass() == FaultsTest.class,
                name -> true)
            .stream()
            .map(type -> (FaultsTest) ReflectionSupport.newInstance(type))
            .toList();

    assertThat(classes.stream().map(FaultsTest::ownFaults).flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(Faults.all());
  }
}
