package io.mcp1password.runner.approval;

import io.mcp1password.config.ApprovalSettings;
import java.util.EnumSet;
import java.util.Set;

/** What a person filled in to approve. */
record Answer(boolean riskAccepted, String phrase, boolean remember) {

  /** What can be wrong with it. */
  enum Mistake {
    RISK_NOT_ACCEPTED,
    WRONG_PHRASE
  }

  Set<Mistake> mistakes() {
    Set<Mistake> found = EnumSet.noneOf(Mistake.class);
    if (!riskAccepted) {
      found.add(Mistake.RISK_NOT_ACCEPTED);
    }
    if (!phrase.equals(ApprovalSettings.PHRASE)) {
      found.add(Mistake.WRONG_PHRASE);
    }
    return found;
  }
}
