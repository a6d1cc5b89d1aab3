package io.asynciotck.tck.cli.dev;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs classes of tests and says which tests failed, and why. */
public final class Tests implements TestExecutionListener {
  private static final int FAILED = 1;
  private static final int NOTHING_RAN = 2;

  /** What stands between a test and whatever has started it. */
  private static final List<String> FRAMES_OF_OTHERS =
      List.of("org.junit.", "java.base", "java.", "jdk.", "org.assertj.");

  private final List<String> failures = new ArrayList<>();
  private int ended;
  private int skipped;

  private Tests() {}

  /** {@code Tests CLASS[#METHOD]...}, with full names. */
  public static void main(String[] args) {
    Tests tests = new Tests();
    LauncherFactory.create().execute(request(args), tests);
    tests.failures.forEach(System.out::println);
    System.out.printf(
        "%d passed, %d failed%s%n",
        tests.ended - tests.failures.size(),
        tests.failures.size(),
        tests.skipped == 0 ? "" : ", " + tests.skipped + " skipped");
    if (tests.ended == 0) {
      System.err.println("asyncio-tck: no test was run for " + String.join(" ", args) + ".");
      System.exit(NOTHING_RAN);
    }
    System.exit(tests.failures.isEmpty() ? 0 : FAILED);
  }

  private static LauncherDiscoveryRequest request(String... names) {
    Set<String> whole = new TreeSet<>();
    Set<String> methods = new TreeSet<>();
    for (String name : names) {
      (name.contains("#") ? methods : whole).add(name);
    }
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(Stream.of(names).map(name -> selectClass(name.replaceFirst("#.*", ""))).toList())
        .filters(
            (PostDiscoveryFilter)
                test ->
                    test.getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(MethodSource.class::cast)
                        .map(method ->
                            FilterResult.includedIf(
                                whole.contains(outermost(method.getClassName()))
                                    || methods.contains(
                                        outermost(method.getClassName())
                                            + "#"
                                            + method.getMethodName())))
                        .orElseGet(() -> FilterResult.included("a class")))
        .build();
  }

  private static String outermost(String className) {
    return className.replaceFirst("\\$.*", "");
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skipped++;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      ended++;
    }
    result
        .getThrowable()
        .filter(failure -> result.getStatus() == TestExecutionResult.Status.FAILED)
        .ifPresent(failure -> {
          if (!test.isTest()) {
            ended++;
          }
          failures.add(describe(test, failure));
        });
  }

  private static String describe(TestIdentifier test, Throwable failure) {
    StringBuilder text = new StringBuilder();
    text.append("FAILED ").append(name(test)).append('\n');
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(("" + cause).indent(2));
      Arrays.stream(cause.getStackTrace())
          .filter(frame -> FRAMES_OF_OTHERS.stream().noneMatch(frame.getClassName()::startsWith))
          .forEach(frame -> text.append("    at ").append(frame).append('\n'));
    }
    return text.toString();
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(method -> method.getClassName() + "." + test.getDisplayName())
        .orElseGet(test::getDisplayName);
  }
}
