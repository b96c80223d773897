package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.stream.Stream;

/** Reads the events of a streamed answer, comments left out. */
final class EventReader implements AutoCloseable {

  /**
   * One event.
   *
   * @param id empty when it has none
   * @param data what it carries; empty when it only tells where to go on
   */
  record Event(String id, String data) {

    JsonObject json() {
      return Fixture.json(data);
    }
  }

  private final Stream<String> lines;
  private final Iterator<String> next;

  EventReader(HttpResponse<Stream<String>> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
    this.lines = answer.body();
    this.next = lines.iterator();
  }

  /** The next event; fails when there is none. */
  Event event() {
    String id = "";
    while (next.hasNext()) {
      String line = next.next();
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        return new Event(id, line.substring(6));
      } else {
        assertThat(line).matches("|: keep-alive|retry: \\d+");
      }
    }
    throw new AssertionError("The stream is over.");
  }

  /** The next message, by the revision's schema. */
  JsonObject message(Revision revision) {
    Event event = event();
    while (event.data().isEmpty()) {
      event = event();
    }
    McpSchema.of(revision).requireMessage(event.json());
    return event.json();
  }

  /** Waits for a sign of life between two events. */
  void awaitComment() {
    while (next.hasNext()) {
      if (next.next().equals(": keep-alive")) {
        return;
      }
    }
    throw new AssertionError("The stream is over.");
  }

  /** Whether no message comes before the end. */
  boolean isOver() {
    while (next.hasNext()) {
      if (next.next().startsWith("data: {")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    lines.close();
  }
}
