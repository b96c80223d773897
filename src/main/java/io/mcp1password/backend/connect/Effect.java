package io.mcp1password.backend.connect;

/** What is known about the effect of a write that failed. */
enum Effect {
  /** It had none. */
  NONE,
  /** Connect failed by itself, as it does when another write is under way; most likely none. */
  CONFLICT,
  /** It may have been carried out. */
  UNKNOWN
}
