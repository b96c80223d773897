package io.mcp1password;

/** The rows of the table in {@code docs/resilience.md}. */
enum FaultRow {
  LATE("Connect answers late, within the time-out", "the call waits for it"),
  SILENT(
      "A request is taken and never answered",
      "the time-out ends the call and its connection; nothing is repeated"),
  TRICKLED(
      "An answer comes byte by byte for ever, in its head or in its body",
      "the time-out ends the call and its connection"),
  CUT_ONCE(
      "A connection is cut or reset once: after the request, or amid the head or the body of the"
          + " answer",
      "a read is repeated"),
  CUT_ALWAYS("Every connection is cut amid the answer", "a read gives up after three attempts"),
  IDLE("A connection is closed while nobody uses it", "nobody notices, and no write is repeated"),
  UNAVAILABLE("HTTP 503 twice, as from a proxy while Connect starts", "a read is repeated"),
  LIMITED(
      "HTTP 429 with `Retry-After: 7`", "not repeated; the caller is told how long it has to wait"),
  NOISE("What answers does not speak HTTP", "not repeated"),
  ONE_VAULT("HTTP 500 for one vault of several", "a search tells which vault is missing"),
  FLAPPING("One connection in three is cut", "every read succeeds"),
  OUTAGES(
      "HTTP 500 for everything, twice, and well again after each time",
      "Connect is left alone when half of 20 calls failed, and asked again later"),
  RESETS(
      "Every connection is reset, as by a host that is starting, and well again later",
      "calls fail at once; a write is told as not made, or as not known where the reset came too"
          + " late to tell; all goes on afterwards"),
  REFUSED(
      "Nothing listens at the address",
      "calls fail at once and nothing is changed; the service stays up"),
  HANGING(
      "Connect hangs while more calls come than are let through (256)",
      "the calls beyond are refused at once, and what needs no Connect goes on"),
  WRITE_LOST(
      "A write is cut off before it reaches Connect: amid the request, or after it",
      "sent once; the caller is told that its outcome is not known"),
  WRITE_SILENT(
      "A write that never reaches Connect is never answered",
      "sent once; the time-out ends it, and its outcome is told as not known"),
  WRITE_UNHEARD(
      "A write is carried out and its answer is lost: cut off before, amid its head or its body, or"
          + " reset",
      "found by reading, and never sent again"),
  WRITE_UNANSWERED(
      "A write is carried out and never answered", "the time-out ends it; found by reading"),
  WRITE_LIMITED("HTTP 429 with `Retry-After: 7` for a write", "sent once; nothing was changed"),
  WRITES_HANG(
      "Reads work and writes are never answered, again and again",
      "writes are no longer sent, reads go on"),
  GROWTH("All of these at once, in rounds", "no thread and no socket is left behind");

  private final String fault;
  private final String expected;

  FaultRow(String fault, String expected) {
    this.fault = fault;
    this.expected = expected;
  }

  String fault() {
    return fault;
  }

  String expected() {
    return expected;
  }
}
