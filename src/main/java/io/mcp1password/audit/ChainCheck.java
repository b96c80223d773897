package io.mcp1password.audit;

import io.mcp1password.audit.AuditDefect.Kind;
import io.mcp1password.audit.LineReading.Sealed;
import org.jspecify.annotations.Nullable;

/** One chain while its lines are read: each is held against the one before it. */
final class ChainCheck {

  /** What a line shows. */
  record Finding(Kind kind, String reason) {}

  private final String chain;
  private final long firstSeq;
  private long records;
  private long lastSeq;
  private String lastHash = "";
  private String lastPrevHash = "";

  /** The first records found to be missing: from this one, up to but not including the other. */
  private long gapFrom;

  private long gapTo;

  ChainCheck(Sealed first) {
    chain = first.chain();
    firstSeq = first.seq();
  }

  AuditChain result() {
    return new AuditChain(chain, records, firstSeq, lastHash);
  }

  /**
   * Whether the chain ends with the record of this hash, or with the one after it: the write that
   * ended the chain failed, but may have arrived whole.
   */
  boolean endsWith(String hash) {
    return lastHash.equals(hash) || lastPrevHash.equals(hash);
  }

  /** Whether a record that seemed to be removed stands here after all: it was moved. */
  boolean fillsGap(Sealed line) {
    return line.seq() >= gapFrom && line.seq() < gapTo;
  }

  /** Takes the chain's next line; null when it is what has to follow. */
  @Nullable Finding accept(Sealed line) {
    Finding found = records == 0 ? first(line) : next(line);
    records++;
    if (records == 1 || line.seq() > lastSeq) {
      lastSeq = line.seq();
      lastHash = line.hash();
      lastPrevHash = line.prevHash();
    }
    return line.unchanged() ? found : new Finding(Kind.ALTERED, "its content was changed");
  }

  private static @Nullable Finding first(Sealed line) {
    boolean start = line.action().equals(AuditLine.START);
    if (start) {
      return line.seq() == 0 && line.prevHash().equals(ChainPosition.NO_HASH)
          ? null
          : new Finding(Kind.ALTERED, "a start line has number 0 and no hash before it");
    }
    return line.action().equals(AuditLine.CONTINUE) && line.seq() > 0
        ? null
        : new Finding(Kind.REMOVED, "the beginning of its chain is missing before it");
  }

  private @Nullable Finding next(Sealed line) {
    long expected = lastSeq + 1;
    if (line.seq() > expected) {
      if (gapTo == 0) {
        gapFrom = expected;
        gapTo = line.seq();
      }
      return new Finding(Kind.REMOVED, missing(expected, line.seq() - 1));
    }
    if (line.seq() < expected) {
      String reason = "record " + line.seq() + " stands after record " + lastSeq;
      return new Finding(Kind.REORDERED, reason);
    }
    return line.prevHash().equals(lastHash)
        ? null
        : new Finding(Kind.ALTERED, "it does not name the hash of the record before it");
  }

  private static String missing(long from, long to) {
    return from == to
        ? "record " + from + " is missing before it"
        : "records " + from + " to " + to + " are missing before it";
  }
}
