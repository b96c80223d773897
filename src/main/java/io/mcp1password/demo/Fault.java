package io.mcp1password.demo;

import java.time.Duration;

/** A way in which a Connect server, or a proxy in front of it, lets a request down. */
public sealed interface Fault {

  /** Waits, and then answers as usual. */
  record Delay(Duration duration) implements Fault {}

  /** Answers with Connect's own error body. */
  record Status(int status, String message) implements Fault {

    /** The first synchronisation took longer than Connect waits for it. */
    public static final Status FIRST_SYNC =
        new Status(408, "sync did not complete within timeout, please retry the request");

    /** What Connect says of its own failures, and of two writes in conflict. */
    public static final Status SOMETHING_WENT_WRONG = new Status(500, "Something went wrong");
  }

  /** Refuses access to the vault for no reason, as some versions did now and then: a 403. */
  record Denial() implements Fault {}

  /** Answers with a proxy's HTML page. */
  record Html(int status) implements Fault {}

  /** Answers 200 with a body that says JSON and is not. */
  record Garbage() implements Fault {}

  /** Carries the request out, and lets its answer meet another fault. */
  record AfterEffect(Fault then) implements Fault {}

  /** Closes the connection. */
  record Cut(Point point) implements Fault {

    /** How far the exchange comes. */
    public enum Point {
      BEFORE_ANSWER,
      AFTER_HEADERS,
      MID_BODY
    }
  }
}
