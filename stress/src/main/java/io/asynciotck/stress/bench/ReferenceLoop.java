package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.EventLoop;

/** A loop of the reference that runs in its own thread from {@link #start} to {@link #close}. */
final class ReferenceLoop {
  final EventLoop loop = newLoop();
  private final Thread runner = new Thread(loop::runForever);

  void start() {
    runner.start();
  }

  void close() throws InterruptedException {
    loop.callSoonThreadsafe(loop::stop);
    runner.join();
    loop.close();
  }
}
