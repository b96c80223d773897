package io.mcp1password.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The streams of a session that its client can come back to. */
final class SessionStreams {

  /** The most streams that a client can come back to; older ones are forgotten. */
  private static final int MAX = 32;

  private static final Pattern EVENT_ID = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  /** A place in a stream. */
  record Place(EventStream stream, long event) {}

  private final Map<String, EventStream> streams = new LinkedHashMap<>();
  private final EventStream standalone;
  private final boolean primed;
  private int last;

  SessionStreams(Revision revision) {
    this.primed = revision.primesStreams();
    this.standalone = EventStream.resumable("0", primed);
  }

  /** A new stream, for the answer to one message. */
  synchronized EventStream open() {
    streams.values().removeIf(EventStream::isSpent);
    if (streams.size() >= MAX) {
      streams.remove(streams.keySet().iterator().next());
    }
    String id = Integer.toString(++last);
    EventStream stream = EventStream.resumable(id, primed);
    streams.put(id, stream);
    return stream;
  }

  /** The stream of what belongs to no message of the client. */
  EventStream standalone() {
    return standalone;
  }

  /** Where the event stands; empty when its stream is unknown or forgotten. */
  synchronized Optional<Place> find(String eventId) {
    Matcher parts = EVENT_ID.matcher(eventId);
    if (!parts.matches()) {
      return Optional.empty();
    }
    EventStream stream = parts.group(1).equals("0") ? standalone : streams.get(parts.group(1));
    return Optional.ofNullable(stream)
        .map(found -> new Place(found, Long.parseLong(parts.group(2))));
  }

  synchronized void close() {
    streams.put("0", standalone);
    streams
        .values()
        .forEach(
            stream -> {
              stream.end();
              stream.forget();
            });
    streams.clear();
  }
}
