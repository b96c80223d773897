package io.mcp1password.backend;

import java.util.OptionalLong;

/** A backend that knows how many calls 1Password still lets it make. */
public interface QuotaSource {

  /** What 1Password limits for a service account. */
  enum Allowance {
    READS_PER_HOUR,
    WRITES_PER_HOUR,
    CALLS_PER_DAY
  }

  /** The calls that are left, as last told; asks nobody, and is empty when it is not known. */
  OptionalLong remaining(Allowance allowance);
}
