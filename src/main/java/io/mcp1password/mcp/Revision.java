package io.mcp1password.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A revision of the protocol that is spoken within a session; the oldest first. */
enum Revision {
  V2025_03_26("2025-03-26"),
  V2025_06_18("2025-06-18"),
  V2025_11_25("2025-11-25");

  /** What is offered to a client that asks for a revision that is not spoken. */
  static final Revision NEWEST = V2025_11_25;

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

  static Revision negotiate(String wanted) {
    return of(wanted).orElse(NEWEST);
  }

  static List<String> dates() {
    return Arrays.stream(values()).map(Revision::date).toList();
  }

  /** Whether several messages may come as one array. */
  boolean allowsBatches() {
    return this == V2025_03_26;
  }

  /** Whether tools and servers have a title, and tools a structured result with its schema. */
  boolean hasStructuredResults() {
    return compareTo(V2025_06_18) >= 0;
  }
}
