package io.mcp1password.audit;

import java.util.List;
import java.util.Optional;

/**
 * What verification found.
 *
 * @param chains every chain, in the order of their first lines
 * @param defects the signs of tampering in the order of lines: of each chain the first, and lines
 *     that belong to none; then chains whose end is missing, and anchors; at most {@value
 *     AuditVerifier#MAX_TOLD}
 * @param notes what is no tampering: lines left incomplete, and chains that are named but in none
 *     of the files; at most {@value AuditVerifier#MAX_TOLD}
 */
public record AuditVerification(
    List<AuditChain> chains, List<AuditDefect> defects, List<AuditDefect> notes) {

  public AuditVerification {
    chains = List.copyOf(chains);
    defects = List.copyOf(defects);
    notes = List.copyOf(notes);
  }

  /** Whether no line was found to be altered, removed or reordered, and no anchor missing. */
  public boolean intact() {
    return defects.isEmpty();
  }

  /** The first sign of tampering. */
  public Optional<AuditDefect> firstDefect() {
    return defects.stream().findFirst();
  }
}
