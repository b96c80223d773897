package io.mcp1password.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that verification found in audit files.
 *
 * @param source the file's name as it was given; empty for what is missing from all of them
 * @param line the line number from 1; 0 for what is missing from all files
 * @param chain the chain it concerns; null when the line does not tell
 * @param reason one clause in words, for example {@code records 4 to 6 are missing before it}
 */
public record AuditDefect(
    Kind kind, String source, long line, @Nullable String chain, String reason) {

  /** What was done to the file, as far as it shows. */
  public enum Kind {
    /** A line was changed or written by something else. */
    ALTERED,
    /** Lines that must have stood before this one are gone. */
    REMOVED,
    /** The line stands at another place than it was written at, or twice. */
    REORDERED,
    /** A hash that was noted earlier is gone: the end of a chain was removed or rewritten. */
    ANCHOR_MISSING,
    /** A line was never written to its end, because of a crash or a full disk; no tampering. */
    INCOMPLETE,
    /** A start line names a chain of which no record was read; no tampering by itself. */
    UNREAD
  }

  AuditDefect as(Kind other, String otherReason) {
    return new AuditDefect(other, source, line, chain, otherReason);
  }
}
