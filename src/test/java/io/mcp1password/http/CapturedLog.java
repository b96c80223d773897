package io.mcp1password.http;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged, at every level, until it is closed. */
final class CapturedLog extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Level before = ROOT.getLevel();

  static CapturedLog start() {
    CapturedLog log = new CapturedLog();
    log.setLevel(Level.ALL);
    ROOT.addHandler(log);
    ROOT.setLevel(Level.ALL);
    return log;
  }

  List<String> messagesOf(Class<?> type) {
    return records.stream()
        .filter(one -> type.getName().equals(one.getLoggerName()))
        .map(CapturedLog::text)
        .toList();
  }

  /** All messages, with their parameters and the messages of their exceptions. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (LogRecord one : records) {
      text.append(one.getLoggerName()).append(' ').append(text(one)).append('\n');
      for (Throwable t = one.getThrown(); t != null; t = t.getCause()) {
        text.append(t).append('\n');
      }
    }
    return text.toString();
  }

  private static String text(LogRecord one) {
    return one.getParameters() == null
        ? one.getMessage()
        : MessageFormat.format(one.getMessage(), one.getParameters());
  }

  @Override
  public void publish(LogRecord one) {
    records.add(one);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    ROOT.setLevel(before);
  }
}
