package io.mcp1password.operation;

/** What the audit log keeps of an argument or of a result's key. */
public enum Audited {
  /** An argument as it is, a result's key not at all. */
  BY_DIRECTION,
  /** As it is. */
  PLAIN,
  /** The first 16 hex digits of its SHA-256, and its length in characters. */
  HASHED,
  /** How many elements it has. */
  COUNTED,
  /** Nothing. */
  NEVER
}
