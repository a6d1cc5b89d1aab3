package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The seed of a run decides what its properties are tried with, and nothing else does. */
final class PropertySeedTest {

  @AfterEach
  void restore() {
    Tck.use("reference");
  }

  @Test
  void theSameSeedDrawsTheSameSamples() {
    assertThat(drawnWith(7)).isEqualTo(drawnWith(7));
  }

  @Test
  void anotherSeedDrawsOtherSamples() {
    assertThat(drawnWith(7)).isNotEqualTo(drawnWith(8));
  }

  @Test
  void propertiesOfOneRunDrawDifferentSamples() {
    List<List<Integer>> drawn = drawnWith(7);
    assertThat(drawn.getFirst()).hasSize(20).isNotEqualTo(drawn.getLast());
  }

  private static List<List<Integer>> drawnWith(long seed) {
    DrawnNumbers.FIRST.clear();
    DrawnNumbers.SECOND.clear();
    Tck.use(Target.of(Implementations.named("reference")).withSeed(seed));
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(DrawnNumbers.class))
                .filters(includeEngines("jqwik"))
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .build());
    return List.of(List.copyOf(DrawnNumbers.FIRST), List.copyOf(DrawnNumbers.SECOND));
  }
}
