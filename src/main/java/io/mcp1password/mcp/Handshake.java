package io.mcp1password.mcp;

import jakarta.json.JsonObject;

/** The start of a session: agreement on a revision, and what the server offers. */
final class Handshake {

  private final Offer offer;

  Handshake(Offer offer) {
    this.offer = offer;
  }

  /** Opens the session and says what was agreed. */
  JsonObject open(JsonObject params, Session session) {
    Revision revision = Revision.negotiate(FeatureRequests.text(params, "protocolVersion"));
    session.open(
        new Session.Agreement(
            revision, ClientName.of(params.get("clientInfo")), capabilities(params)));
    return offer
        .json()
        .add("protocolVersion", revision.date())
        .add("serverInfo", offer.serverInfo(revision))
        .build();
  }

  private static ClientCapabilities capabilities(JsonObject params) {
    return params.get("capabilities") instanceof JsonObject declared
        ? new ClientCapabilities(declared)
        : ClientCapabilities.NONE;
  }
}
