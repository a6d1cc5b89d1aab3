package io.asynciotck.stress.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process that says what it has to say in lines of JSON, and ends when its input does. */
public final class TalkingProcess implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_SECONDS = 600;

  private final Process process;
  private final BufferedReader output;
  private String last = "it said nothing";

  private TalkingProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Starts a program. */
  public static TalkingProcess start(List<String> command) throws IOException {
    return new TalkingProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /**
   * Waits for the next thing that it says.
   *
   * @throws IOException if it ends first, or says nothing for very long
   */
  public JsonNode nextAnswer() throws IOException {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(this::nextLine);
    try {
      return JSON.readTree(line.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
    } catch (CompletionException failed) {
      throw new IOException("no answer; " + last, failed);
    }
  }

  private String nextLine() {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("{")) {
          return line;
        }
        // What a library or an interpreter says is of interest only if nothing else comes.
        last = line;
      }
    } catch (IOException gone) {
      last = gone.toString();
    }
    throw new IllegalStateException(last);
  }

  /** Waits for its end; tells its exit status. */
  public int awaitExit() {
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException ended) {
      // That is what it is told by this.
    }
    // It may have files to delete.
    process.onExit().completeOnTimeout(process, 1, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }
}
