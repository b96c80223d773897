package io.mcp1password.oauth;

import io.mcp1password.model.Principal;

/** What an access token turned out to be. */
public sealed interface Judgement {

  /** It is good, and speaks for this principal. */
  record Accepted(Principal principal) implements Judgement {}

  /**
   * It is not good.
   *
   * @param why fixed words that hold nothing of the token
   */
  record Refused(String why) implements Judgement {}

  /** It cannot be judged, since the issuer's keys are not to be had now. */
  record Unavailable() implements Judgement {}
}
