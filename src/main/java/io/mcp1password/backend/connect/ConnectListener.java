package io.mcp1password.backend.connect;

import java.time.Duration;

/** Hears of the calls to the Connect server; must neither wait nor throw. */
public interface ConnectListener {

  /** Hears of nothing. */
  ConnectListener NONE =
      new ConnectListener() {
        @Override
        public void attempted(Kind kind, Outcome outcome, Duration time) {}

        @Override
        public void passedBreaker(Kind kind, boolean passed) {}
      };

  /** What a call is for; reads and writes each have a circuit breaker. */
  enum Kind {
    READ,
    WRITE,
    HEALTH
  }

  /** How a single attempt ended. */
  enum Outcome {
    ANSWERED,
    /** The server refused, for example because there is no such item. */
    REFUSED,
    /** The server could not be reached, or is in trouble, or was too slow. */
    FAILED
  }

  /** A single attempt has ended. */
  void attempted(Kind kind, Outcome outcome, Duration time);

  /** The circuit breaker let a call through, or, being open, did not. */
  void passedBreaker(Kind kind, boolean passed);
}
