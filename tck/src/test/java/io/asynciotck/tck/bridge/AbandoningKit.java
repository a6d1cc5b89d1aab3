package io.asynciotck.tck.bridge;

import io.asynciotck.api.EventLoop;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A kit that is killed while its agent works: says the agent's process id and directory, and waits
 * for its end.
 */
final class AbandoningKit {
  private AbandoningKit() {}

  public static void main(String[] arguments) {
    PythonImplementation python =
        PythonImplementation.open(PythonOptions.of(arguments[0]).withLoop(arguments[1]));
    AgentProcess process = python.running().process();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
    if (arguments[1].endsWith("DeafLoop")) {
      Thread.ofPlatform().start(python.module(false).newEventLoop()::getExceptionHandler);
      while (!python.output().contains("deaf")) {
        Thread.onSpinWait();
      }
    } else {
      EventLoop loop = python.module(false).newEventLoop();
      loop.callLater(Duration.ofHours(1), () -> {});
      Thread.ofPlatform().start(loop::runForever);
    }
    out.println(process.pid());
    out.println(process.directory());
    out.flush();
  }
}
