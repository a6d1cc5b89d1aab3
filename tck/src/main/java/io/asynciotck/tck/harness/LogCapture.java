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

/** Takes what is logged to {@code asyncio} while it is open, instead of the console. */
final class LogCapture extends Handler {
  private static final SimpleFormatter FORMATTER = new SimpleFormatter();

  private final Logger logger = Logger.getLogger("asyncio");
  private final boolean usedParentHandlers = logger.getUseParentHandlers();
  private final List<LogLine> lines = new CopyOnWriteArrayList<>();

  LogCapture() {
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  List<LogLine> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(new LogLine(levelOf(entry.getLevel()), textOf(entry)));
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
    logger.removeHandler(this);
    logger.setUseParentHandlers(usedParentHandlers);
  }
}
