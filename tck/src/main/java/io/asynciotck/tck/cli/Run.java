package io.asynciotck.tck.cli;

import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.run.KitRun;
import io.asynciotck.tck.run.Plan;
import io.asynciotck.tck.run.Reruns;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * A run from its target to its reports: what {@code run} does, and {@code matrix} for each row.
 *
 * @param console where it says how it goes
 * @param others more of the implementation, which run a part of the tests each
 * @param folder where it writes the results, if anywhere
 */
record Run(
    PrintWriter console,
    Target target,
    List<Implementation> others,
    Plan plan,
    Optional<OutputFolder> folder) {

  /** Runs once. */
  RunResult once() {
    KitRun run = new KitRun(target, plan);
    ConsoleReport report = new ConsoleReport(console, Display.ofProcess(), run.subject());
    Conclusions conclusions = new Conclusions(report, folder);
    try (report;
        Interruption interruption =
            Interruption.handledBy(() -> conclusions.tell(run.soFar()), this::close)) {
      report.begin(target.implementation().notes());
      RunResult result = run.run(report, others);
      interruption.conclude(() -> conclusions.tell(result));
      return result;
    }
  }

  private void close() {
    target.implementation().close();
    others.forEach(Implementation::close);
  }

  /** Runs several times, and returns the worst of each rule. */
  RunResult times(int count) {
    Reruns all = new Reruns();
    for (int i = 0; i < count; i++) {
      all.add(once());
    }
    RunResult worst = all.worst();
    if (count > 1) {
      folder.ifPresent(open -> open.write(worst));
      tellAll(worst, count);
    }
    return worst;
  }

  private void tellAll(RunResult worst, int count) {
    long changed = worst.rules().stream().filter(rule -> rule.isChanged()).count();
    if (changed > 0) {
      console.printf("%nVerdicts that changed from run to run:%n");
      worst.rules().stream()
          .filter(rule -> rule.isChanged())
          .forEach(rule -> console.println("  " + rule.id() + ": " + rule.changed()));
    }
    console.printf(
        "%n%s in %s: %s%n",
        worst.conclusion().label(),
        Plural.of(count, "run"),
        changed == 0 ? "no verdict changed" : Plural.of(changed, "verdict") + " changed");
  }

  private record Conclusions(ConsoleReport report, Optional<OutputFolder> folder) {
    void tell(RunResult result) {
      try {
        folder.ifPresent(open -> open.write(result));
      } finally { // A full disk must not cost the verdict.
        report.end(result);
      }
    }
  }
}
