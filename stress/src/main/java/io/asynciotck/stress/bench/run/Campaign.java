package io.asynciotck.stress.bench.run;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures cases, round after round. Within a round all subjects of a case are measured one right
 * after the other, in the opposite order every other time, so that a ratio is of things that were
 * measured under the same conditions.
 */
final class Campaign {
  private final List<Case> cases;
  private final Effort effort;
  private final Map<Peer, PythonPeer> pythons;
  private final JmhFork jmh;
  private final ServerFork servers;
  private final PrintWriter progress;
  private @Nullable RunnerException failure;

  Campaign(
      List<Case> cases,
      Effort effort,
      Map<Peer, PythonPeer> pythons,
      Optional<Path> compiled,
      PrintWriter progress) {
    this.cases = cases;
    this.effort = effort;
    this.pythons = pythons;
    this.jmh = new JmhFork(effort);
    this.servers = new ServerFork(effort, pythons, compiled);
    this.progress = progress;
  }

  /**
   * Adds the samples of all rounds to some results. One that fails takes nothing from the others.
   *
   * @throws RunnerException if a benchmark fails, when all are done
   */
  void measureInto(Results results) throws RunnerException {
    for (int round = 1; round <= effort.rounds(); round++) {
      results.beginRound();
      for (Case benchmark : cases) {
        progress.printf("round %d of %d, %s:", round, effort.rounds(), benchmark.id());
        List<Subject> subjects = benchmark.subjects();
        for (Subject subject : round % 2 == 1 ? subjects : subjects.reversed()) {
          measure(benchmark, subject, results);
        }
        progress.println();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void measure(Case benchmark, Subject subject, Results results) {
    Optional<Sample> sample = Optional.empty();
    try {
      sample = sample(benchmark, subject);
    } catch (RunnerException failed) {
      failed(subject, failed);
    } catch (UncheckedIOException failed) {
      failed(subject, new RunnerException(failed.getMessage(), failed));
    }
    if (sample.isPresent()) {
      results.add(benchmark, subject.peer(), sample.get());
      progress.printf(
          " %s %s %s",
          subject.peer().id(), Numbers.cost(sample.get().cost()), benchmark.kind().unit());
      progress.flush();
    }
  }

  private void failed(Subject subject, RunnerException reason) {
    progress.printf(" %s failed", subject.peer().id());
    if (failure == null) {
      failure = reason;
    } else {
      failure.addSuppressed(reason);
    }
  }

  private Optional<Sample> sample(Case benchmark, Subject subject) throws RunnerException {
    if (benchmark.load().isPresent()) {
      return servers.measure(benchmark, subject);
    }
    if (subject.peer().isInJvm()) {
      return Optional.of(jmh.measure(benchmark, subject));
    }
    return Optional.ofNullable(pythons.get(subject.peer()))
        .flatMap(python -> python.measure(subject));
  }
}
