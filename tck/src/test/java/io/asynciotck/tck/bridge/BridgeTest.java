package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.harness.TestPython.PYTHON;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.tck.harness.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test against asyncio's own loop in the Python of this machine, by its virtual clock. */
@SuppressWarnings("NullAway.Init") // the fields are set before each test
abstract class BridgeTest {

  private static @Nullable PythonImplementation shared;

  PythonImplementation python;
  Session session;
  Asyncio asyncio;
  EventLoop loop;
  final List<@Nullable Object> trace = new ArrayList<>();

  @BeforeEach
  void openSession() {
    if (shared == null) {
      shared = PythonImplementation.open(PythonOptions.of(PYTHON));
    }
    python = shared;
    session = python.open(true);
    asyncio = session.asyncio();
    loop = asyncio.newEventLoop();
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  @AfterAll
  static void closePython() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  /** Runs the loop until nothing more is to be done in it. */
  void runOnce() {
    loop.stop();
    loop.runForever();
  }

  static Runnable raising(Throwable exception) {
    return () -> {
      throw Bodies.sneak(exception);
    };
  }
}
