package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.config.LogFormat;
import io.mcp1password.config.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that came out of a service: what it answered, and what it logged. */
final class Evidence implements AutoCloseable {

  /**
   * A text that came out.
   *
   * @param place where, for people
   * @param except the places of canaries that may be in it
   */
  private record Exhibit(String place, String text, Set<String> except) {}

  private final Queue<Exhibit> exhibits = new ConcurrentLinkedQueue<>();
  private final Logger root = Logger.getLogger("");
  private final Logger ours = Logger.getLogger("io.mcp1password");
  private final Level levelBefore = root.getLevel();
  private final Level oursBefore = ours.getLevel();
  private final Handler[] handlersBefore = root.getHandlers();
  private final Handler handler = new Capture();

  /** Begins to listen, in place of everyone else, to what the service logs when it says most. */
  Evidence() {
    Logs.configure(LogLevel.TRACE, LogFormat.TEXT);
    Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
    root.addHandler(handler);
  }

  void add(String place, String text) {
    add(place, text, Set.of());
  }

  void add(String place, String text, Set<String> except) {
    exhibits.add(new Exhibit(place, text, except));
  }

  /** An answer: its status, its headers and this body. */
  void add(String place, HttpResponse<?> response, String body, Set<String> except) {
    add(place, response.statusCode() + " " + response.headers().map() + "\n" + body, except);
  }

  /** What was logged. */
  String log() {
    var log = new StringBuilder();
    exhibits.stream()
        .filter(each -> each.place().startsWith("log "))
        .forEach(each -> log.append(each.text()).append('\n'));
    return log.toString();
  }

  int size() {
    return exhibits.size();
  }

  /** Fails with the place of everything in which there is a canary. */
  void assertClean(Canaries canaries) {
    List<String> leaks = new ArrayList<>();
    for (Exhibit exhibit : exhibits) {
      List<Canaries.Sighting> found = canaries.in(exhibit.text(), exhibit.except());
      if (!found.isEmpty()) {
        leaks.add(exhibit.place() + " shows " + found);
      }
    }
    assertThat(leaks).isEmpty();
  }

  @Override
  public void close() {
    root.removeHandler(handler);
    Arrays.stream(handlersBefore).forEach(root::addHandler);
    root.setLevel(levelBefore);
    ours.setLevel(oursBefore);
  }

  /** Keeps each event whole: the message with its parameters, and the exception with its causes. */
  private final class Capture extends Handler {

    private final SimpleFormatter formatter = new SimpleFormatter();

    Capture() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord event) {
      var text = new StringWriter();
      text.append(formatter.formatMessage(event)).append(Arrays.toString(event.getParameters()));
      if (event.getThrown() != null) {
        event.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      add("log at " + event.getLevel() + " of " + event.getLoggerName(), text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
