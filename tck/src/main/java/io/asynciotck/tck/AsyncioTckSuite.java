package io.asynciotck.tck;

import io.asynciotck.tck.harness.Tck;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The whole kit as a suite for an implementer's own build.
 *
 * <pre>{@code
 * class MyLoopTckTest extends AsyncioTckSuite {
 *   @BeforeSuite static void chooseLoop() { use("my-loop"); }
 * }
 * }</pre>
 */
@Suite
@IncludeEngines({"junit-jupiter", "jqwik"})
@SelectPackages("io.asynciotck.tck.rules")
@IncludeClassNamePatterns(".*(Tck|Properties)$")
@ConfigurationParameter(key = "jqwik.database", value = "")
@ConfigurationParameter(key = "jqwik.reporting.onlyfailures", value = "true")
@ConfigurationParameter(key = "jqwik.reporting.usejunitplatform", value = "true")
public abstract class AsyncioTckSuite {

  /** For suites. */
  protected AsyncioTckSuite() {}

  /** Chooses the implementation by the name that its provider gives it. */
  protected static void use(String name) {
    Tck.use(name);
  }
}
