package io.asynciotck.tck.run;

import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.asynciotck.tck.harness.BookOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * Some of the tests of a run: they end before those of the next phase begin.
 *
 * @param selectors where they are looked for
 * @param filters which of those are taken
 * @param tries how many programs a property tries
 * @param parameters what JUnit is told beyond that
 * @param engines whose tests they are
 */
record TestPhase(
    List<DiscoverySelector> selectors,
    List<PostDiscoveryFilter> filters,
    int tries,
    Map<String, String> parameters,
    List<String> engines) {
  static final String RULE_TESTS = "junit-jupiter";
  static final String PROPERTIES = "jqwik";
  static final String CLASS_ORDER = "junit.jupiter.testclass.order.default";
  static final String METHOD_ORDER = "junit.jupiter.testmethod.order.default";

  /** A limit that is never reached: properties stop looking for a smaller program by themselves. */
  private static final String SHRINKING_SECONDS = "600";

  /** All of it. */
  LauncherDiscoveryRequest whole() {
    return part(selectors, engines);
  }

  private LauncherDiscoveryRequest part(List<? extends DiscoverySelector> some, List<String> of) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(some)
        .filters(includeEngines(of))
        .filters(filters.toArray(PostDiscoveryFilter[]::new))
        .configurationParameter(CLASS_ORDER, BookOrder.class.getName())
        .configurationParameter("jqwik.database", "")
        .configurationParameter("jqwik.tries.default", String.valueOf(tries))
        .configurationParameter("jqwik.shrinking.bounded.seconds", SHRINKING_SECONDS)
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .configurationParameters(parameters)
        .build();
  }

  /**
   * Parts that can be run side by side, those that take longest first: all properties, of which
   * there may be one at a time, and each class of rule tests, in the order of the whole.
   */
  List<LauncherDiscoveryRequest> parts(TestPlan whole) {
    List<LauncherDiscoveryRequest> parts = new ArrayList<>();
    for (TestIdentifier engine : whole.getRoots()) {
      List<ClassSelector> found = classesOf(whole, engine);
      String id = engine.getUniqueIdObject().getEngineId().orElseThrow();
      if (id.equals(PROPERTIES) && !found.isEmpty()) {
        parts.addFirst(part(found, List.of(id)));
      } else {
        found.forEach(one -> parts.add(part(List.of(one), List.of(id))));
      }
    }
    return parts;
  }

  private static List<ClassSelector> classesOf(TestPlan whole, TestIdentifier engine) {
    return whole.getChildren(engine).stream()
        .flatMap(container -> container.getSource().stream())
        .map(source -> DiscoverySelectors.selectClass(((ClassSource) source).getClassName()))
        .toList();
  }
}
