package io.asynciotck.stress.bench.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures a subject in a JVM of its own, by JMH. */
final class JmhFork {
  /**
   * The same for all: their ratios are about the loops, not about collectors. The heap is touched
   * beforehand, because the first use of a page costs more than a hundred callbacks: whoever
   * allocates would be three times slower until the collector uses the same memory again.
   */
  static final List<String> JVM_ARGUMENTS = withCollector("-XX:+UseG1GC");

  private static final List<String> PARALLEL_GC_ARGUMENTS = withCollector("-XX:+UseParallelGC");

  private static final int MANY = 1_000_000;

  /** JMH and Netty use what Java warns of. */
  static final String NO_WARNINGS = "--sun-misc-unsafe-memory-access=allow";

  static final String CONTINUATIONS = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";
  private static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String HEAP_IN_USE = "bytesEach";
  private static final Map<String, Double> PERCENTILES =
      Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0, "p99.9", 99.9);
  private static final TimeValue LONGEST_ITERATION = TimeValue.minutes(1);

  private final Effort effort;

  JmhFork(Effort effort) {
    this.effort = effort;
  }

  /**
   * Measures a subject once.
   *
   * @throws RunnerException if the benchmark fails
   */
  Sample measure(Case benchmark, Subject subject) throws RunnerException {
    Collection<RunResult> results;
    try {
      results = new Runner(options(benchmark, subject).build()).run();
    } catch (RunnerException failed) {
      throw new RunnerException(subject.program() + " failed", failed);
    }
    if (results.size() != 1) {
      throw new RunnerException(subject.program() + " names " + results.size() + " benchmarks");
    }
    return sample(benchmark.kind(), results.iterator().next());
  }

  private ChainedOptionsBuilder options(Case benchmark, Subject subject) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(subject.program()) + "$")
            .forks(1)
            .warmupForks(0)
            .jvmArgs(jvmArguments(benchmark).toArray(String[]::new))
            .timeout(LONGEST_ITERATION)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    if (!subject.parameter().isEmpty()) {
      options.param(subject.parameter(), Integer.toString(subject.size()));
    }
    if (benchmark.kind() == Case.Kind.BYTES) {
      // One call is the whole measurement; the one before it loads the classes.
      return options
          .warmupIterations(1)
          .warmupTime(TimeValue.NONE)
          .measurementIterations(1)
          .measurementTime(TimeValue.NONE);
    }
    return options
        .addProfiler(GCProfiler.class)
        .warmupIterations(effort.warmUps())
        .warmupTime(TimeValue.milliseconds(effort.millis()))
        .measurementIterations(effort.iterations())
        .measurementTime(TimeValue.milliseconds(effort.millis()));
  }

  private static List<String> jvmArguments(Case benchmark) {
    List<String> arguments =
        new ArrayList<>(
            benchmark.kind() == Case.Kind.PARALLEL_GC_TIME ? PARALLEL_GC_ARGUMENTS : JVM_ARGUMENTS);
    arguments.addAll(heap(benchmark));
    arguments.add(NO_WARNINGS);
    arguments.add(benchmark.kind() == Case.Kind.FALLBACK_TIME ? ONE_CARRIER : CONTINUATIONS);
    String provider = System.getProperty("tck.provider");
    if (provider != null) {
      arguments.add("-Dtck.provider=" + provider);
    }
    return arguments;
  }

  private static List<String> withCollector(String collector) {
    return List.of(collector, "-XX:+AlwaysPreTouch");
  }

  private static List<String> heap(Case benchmark) {
    String size = benchmark.size() < MANY ? "1g" : "2g";
    List<String> arguments = new ArrayList<>(List.of("-Xms" + size, "-Xmx" + size));
    if (benchmark.kind() == Case.Kind.LARGE_YOUNG_TIME) {
      arguments.add("-Xmn1g");
    }
    return arguments;
  }

  private static Sample sample(Case.Kind kind, RunResult result) throws RunnerException {
    Result<?> primary = result.getPrimaryResult();
    if (kind == Case.Kind.BYTES) {
      Double bytes = secondary(result, HEAP_IN_USE);
      if (bytes == null) {
        throw new RunnerException(result.getParams().getBenchmark() + " tells no bytes");
      }
      return Sample.of(bytes);
    }
    Map<String, Double> percentiles = new LinkedHashMap<>();
    if (kind == Case.Kind.LATENCY) {
      PERCENTILES.forEach(
          (name, rank) -> percentiles.put(name, primary.getStatistics().getPercentile(rank)));
    }
    return new Sample(
        primary.getStatistics().getPercentile(50), secondary(result, ALLOCATED), percentiles, null);
  }

  private static @Nullable Double secondary(RunResult result, String name) {
    Result<?> found = result.getSecondaryResults().get(name);
    return found == null ? null : found.getScore();
  }
}
