package io.mcp1password.audit;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where a chain stands before its next record.
 *
 * @param chain the chain's id: 128 random bits in hex
 * @param seq the number of the next record; a chain's start line has 0
 * @param prevHash the hash of the last record; {@link #NO_HASH} before the start line
 */
record ChainPosition(String chain, long seq, String prevHash) {

  /** What the start line of a chain names as the hash before it. */
  static final String NO_HASH = "0".repeat(64);

  /** The beginning of a new chain. */
  static ChainPosition begin(SecureRandom random) {
    var id = new byte[16];
    random.nextBytes(id);
    return new ChainPosition(HexFormat.of().formatHex(id), 0, NO_HASH);
  }

  /** The position after a record with this hash. */
  ChainPosition after(String hash) {
    return new ChainPosition(chain, seq + 1, hash);
  }
}
