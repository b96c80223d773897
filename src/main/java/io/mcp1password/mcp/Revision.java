package io.mcp1password.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A revision of the protocol that is spoken; the oldest first.
 *
 * <p>Up to {@link #LAST_WITH_SESSIONS} a client agrees on the revision once, at the start of a
 * session; from {@link #STATELESS} on every request names its own and stands alone.
 */
enum Revision {
  V2025_03_26("2025-03-26"),
  V2025_06_18("2025-06-18"),
  V2025_11_25("2025-11-25"),
  V2026_07_28("2026-07-28");

  /** What is offered to a client that asks to begin a session with a revision not spoken. */
  static final Revision LAST_WITH_SESSIONS = V2025_11_25;

  /** The revision of requests that need no session. */
  static final Revision STATELESS = V2026_07_28;

  private final String date;

  Revision(String date) {
    this.date = date;
  }

  /** Its name on the wire. */
  String date() {
    return date;
  }

  static Optional<Revision> of(String date) {
    return Arrays.stream(values()).filter(each -> each.date.equals(date)).findFirst();
  }

  /** The revision of a session whose client wants this one. */
  static Revision negotiate(String wanted) {
    return of(wanted).filter(Revision::hasSessions).orElse(LAST_WITH_SESSIONS);
  }

  /** The names of the revisions that have sessions, or of those that have none. */
  static List<String> dates(boolean withSessions) {
    return Arrays.stream(values())
        .filter(each -> each.hasSessions() == withSessions)
        .map(Revision::date)
        .toList();
  }

  boolean hasSessions() {
    return compareTo(LAST_WITH_SESSIONS) <= 0;
  }

  /** Whether several messages may come as one array. */
  boolean allowsBatches() {
    return this == V2025_03_26;
  }

  /** Whether tools and servers have a title, and tools a structured result with its schema. */
  boolean hasStructuredResults() {
    return compareTo(V2025_06_18) >= 0;
  }

  /** Whether a client can be asked to show a page. */
  boolean asksByPage() {
    return compareTo(V2025_11_25) >= 0;
  }

  /** Whether a stream begins with an event that only tells where to go on after a break. */
  boolean primesStreams() {
    return this == V2025_11_25;
  }
}
