package io.mcp1password.runner.approval;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One request for an approval and what became of it.
 *
 * @param token 256 random bits, known to those who were given the address of the page
 * @param asked the commands that wait for it, oldest first
 * @param changedAt when its state was reached
 */
record Ticket(
    String id,
    String token,
    List<ApprovalRequest> asked,
    Instant expiresAt,
    int triesLeft,
    State state,
    Instant changedAt) {

  /** How far a request is. */
  enum State {
    WAITING,
    APPROVED,
    DENIED,
    EXPIRED
  }

  Ticket {
    asked = List.copyOf(asked);
  }

  ApprovalScope scope() {
    return asked.getFirst().scope();
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  /** The path and query of its page. */
  String address() {
    return "/approve?token=" + URLEncoder.encode(token, StandardCharsets.US_ASCII);
  }

  Ticket in(State reached, Instant now) {
    return new Ticket(id, token, asked, expiresAt, triesLeft, reached, now);
  }

  Ticket withOneTryLess() {
    return new Ticket(id, token, asked, expiresAt, triesLeft - 1, state, changedAt);
  }

  /** With a further command that waits, unless it waits already or the list is full. */
  Ticket with(ApprovalRequest request, int atMost) {
    boolean known = asked.stream().anyMatch(each -> each.command().equals(request.command()));
    if (known || asked.size() >= atMost) {
      return this;
    }
    List<ApprovalRequest> more = new ArrayList<>(asked);
    more.add(request);
    return new Ticket(id, token, more, expiresAt, triesLeft, state, changedAt);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Ticket[" + id + ", " + state + "]";
  }
}
