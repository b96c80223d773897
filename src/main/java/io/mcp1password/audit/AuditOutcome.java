package io.mcp1password.audit;

import io.mcp1password.model.WireName;

/** How an audited call ended. */
public enum AuditOutcome implements WireName {
  SUCCESS,
  /** A gate, an acknowledgement, a capability or an argument check said no; nothing was done. */
  REFUSED,
  /** The call was let through and failed. */
  ERROR;

  @Override
  public String wireName() {
    return WireName.lowerCamel(this);
  }
}
