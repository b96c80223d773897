package io.mcp1password.proxy;

/** What befalls one request and its answer on their way. */
public enum Mishap {
  NONE,
  /** Both get there, each a tenth of a second late. */
  LATE,
  /** The request waits until the proxy is healed, and then gets there. */
  HELD,
  /** The connection is closed after the head of the request, before its body. */
  CUT_IN_REQUEST,
  /** The connection is closed after the request, which gets no further. */
  CUT_AFTER_REQUEST,
  /** The request gets there; the connection is closed instead of an answer. */
  CUT_BEFORE_ANSWER,
  /** The request gets there; the connection is closed amid the head of the answer. */
  CUT_IN_HEAD,
  /** The request gets there; the connection is closed amid the body of the answer. */
  CUT_IN_BODY,
  /** The request gets there; the connection is reset amid the body of the answer. */
  RESET_IN_BODY,
  /** The request is read and gets no further; nothing is ever answered. */
  SILENT_BEFORE,
  /** The request gets there; nothing is ever answered. */
  SILENT_AFTER,
  /** The request gets there; the head of the answer comes byte by byte, for ever so long. */
  TRICKLED_HEAD,
  /** The request gets there; the body of the answer comes byte by byte, for ever so long. */
  TRICKLED_BODY,
  /** The answer is not HTTP. */
  NOISE,
  /** The proxy answers itself that it was asked too often, and to come again in 7 s. */
  LIMITED,
  /** The proxy answers itself that it is not available. */
  UNAVAILABLE,
  /** The request gets its answer, and then the connection is closed while nobody uses it. */
  CLOSED_WHEN_IDLE
}
