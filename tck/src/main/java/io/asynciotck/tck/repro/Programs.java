package io.asynciotck.tck.repro;

import io.asynciotck.tck.bridge.CallRecorder;
import io.asynciotck.tck.bridge.PythonDescription;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.bridge.TestRecorder;
import io.asynciotck.tck.harness.Recorded;
import io.asynciotck.tck.results.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Records the tests of a Python loop, and shows those that fail as programs. */
public final class Programs implements TestRecorder {
  private final PythonOptions options;
  private final Recording recording = new Recording();

  /**
   * Creates it.
   *
   * @param options how the loop is started
   */
  public Programs(PythonOptions options) {
    this.options = options;
  }

  @Override
  public CallRecorder calls() {
    return recording;
  }

  @Override
  public Recorded failed(Throwable failure, PythonDescription description) {
    PythonOptions started = description.isHosted() ? options.withHost() : options;
    Recording.Taken taken = recording.take();
    Ending ending = Ending.of(failure, taken);
    return new Recorded() {
      @Override
      public Program program(Duration limit, List<String> heading) {
        return new Reproduction(taken, started, ending, limit).program(heading);
      }

      @Override
      public String missing() {
        return taken.missing().orElse("");
      }

      @Override
      public boolean wasInLaterRun() {
        return taken.wasInLaterRun();
      }

      @Override
      public Optional<String> raised(String traced) {
        return taken.raised(traced);
      }
    };
  }
}
