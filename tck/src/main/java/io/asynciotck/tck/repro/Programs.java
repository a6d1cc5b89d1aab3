package io.asynciotck.tck.repro;

import io.asynciotck.tck.bridge.CallRecorder;
import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.bridge.TestRecorder;
import java.time.Duration;
import java.util.List;

/** Records the tests of a Python loop, and shows those that fail as programs. */
public final class Programs implements TestRecorder {
  private final PythonOptions options;
  private final Recording recording = new Recording();
  private volatile Recording.Taken failed = Recording.Taken.NOTHING;

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
  public void failed() {
    failed = recording.take();
  }

  @Override
  public String program(Duration limit, List<String> heading) {
    return Reproduction.of(failed, options, limit, heading);
  }
}
