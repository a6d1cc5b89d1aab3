package io.asynciotck.tck.harness;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is logged to {@code asyncio} while it is open, instead of the console. A test that
 * hung may go on in its threads: what they log belongs to that test, and is kept out of the next.
 */
final class LogCapture extends Handler implements AutoCloseable {
  private static final SimpleFormatter FORMATTER = new SimpleFormatter();
  private static final Logger LOGGER = Logger.getLogger("asyncio");
  private static final boolean USED_PARENT_HANDLERS = LOGGER.getUseParentHandlers();

  /** For whom a thread logs: the test in which it was started, or the last that ran in it. */
  private static final InheritableThreadLocal<@Nullable LogCapture> OWNER =
      new InheritableThreadLocal<>();

  private final List<LogLine> lines = new CopyOnWriteArrayList<>();
  private volatile boolean abandoned;

  /** Opens it for what runs in the current thread from now on. */
  LogCapture() {
    OWNER.set(this);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(this);
  }

  /** The test is no longer waited for. */
  void abandon() {
    abandoned = true;
  }

  List<LogLine> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord entry) {
    LogCapture owner = OWNER.get();
    if (owner == null || owner == this || !owner.abandoned) {
      lines.add(new LogLine(levelOf(entry.getLevel()), textOf(entry), raisedIn(entry)));
    }
  }

  private static String levelOf(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  private static String raisedIn(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    return thrown == null ? "" : thrown.getClass().getSimpleName();
  }

  private static String textOf(LogRecord entry) {
    StringWriter text = new StringWriter().append(FORMATTER.formatMessage(entry));
    Throwable thrown = entry.getThrown();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text.append('\n'), true));
    }
    return text.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
    if (!abandoned) { // else the next test is being run
      LOGGER.setUseParentHandlers(USED_PARENT_HANDLERS);
    }
  }
}
