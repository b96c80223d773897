package io.mcp1password.runner.approval;

import io.mcp1password.runner.approval.ApprovalException.Reason;
import io.mcp1password.runner.approval.Ticket.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The requests for approvals: at most {@value #MAX_WAITING} wait, one for each scope, for ten
 * minutes and {@value #TRIES} tries. What became of a request is known for ten minutes more.
 */
final class Tickets {

  static final int MAX_WAITING = 16;
  static final int MAX_COMMANDS = 5;
  static final int TRIES = 5;
  static final Duration VALID = Duration.ofMinutes(10);
  static final Duration DENIED_FOR = Duration.ofMinutes(1);

  private static final int MAX_KEPT = 64;

  private final Grants grants;
  private final Clock clock;
  private final ApprovalListener listener;
  private final List<Ticket> tickets = new ArrayList<>();

  Tickets(Grants grants, Clock clock, ApprovalListener listener) {
    this.grants = grants;
    this.clock = clock;
    this.listener = listener;
  }

  /** See {@link Approvals#decide}; {@code page} serves the page and tells where. */
  synchronized ApprovalDecision decide(
      ApprovalRequest request, Supplier<URI> page, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    ApprovalDecision decision = decide(request, page);
    try {
      long left = patience.toMillis();
      while (decision instanceof ApprovalDecision.Pending && left > 0) {
        wait(left);
        decision = decide(request, page);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return decision;
  }

  private ApprovalDecision decide(ApprovalRequest request, Supplier<URI> page) {
    Optional<Grant> grant = grants.find(request.scope());
    if (grant.isPresent()) {
      return new ApprovalDecision.Granted(grant.get().id(), grant.get().expiresAt());
    }
    sweep();
    URI base = page.get();
    Ticket ticket = waiting(request).orElseGet(() -> open(request));
    return new ApprovalDecision.Pending(
        ticket.id(), base.resolve(ticket.address()), ticket.expiresAt());
  }

  /** The request with this token. */
  synchronized Optional<Ticket> find(String token) {
    sweep();
    Ticket found = null;
    for (Ticket each : tickets) {
      // No early end: the time shall not tell how many were compared.
      if (Tokens.equal(each.token(), token)) {
        found = each;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Takes a try; approves when nothing is wrong with the answer. Only for a waiting request. */
  synchronized Optional<Grant> approve(Ticket shown, Answer answer) {
    Ticket ticket = current(shown);
    if (!ticket.isWaiting()) {
      return Optional.empty();
    }
    if (!answer.mistakes().isEmpty()) {
      takeTry(ticket);
      return Optional.empty();
    }
    Grant grant = grants.add(ticket.id(), ticket.scope(), answer.remember());
    replace(ticket, ticket.in(State.APPROVED, clock.instant()));
    notifyAll();
    return Optional.of(grant);
  }

  /** Ends a waiting request without an approval; false when it does not wait any more. */
  synchronized boolean deny(Ticket shown) {
    Ticket ticket = current(shown);
    if (!ticket.isWaiting()) {
      return false;
    }
    end(ticket, ApprovalEvent.Denied.Cause.PERSON);
    return true;
  }

  private Optional<Ticket> waiting(ApprovalRequest request) {
    return tickets.stream()
        .filter(each -> each.isWaiting() && each.scope().equals(request.scope()))
        .findFirst()
        .map(each -> replace(each, each.with(request, MAX_COMMANDS)));
  }

  private Ticket open(ApprovalRequest request) {
    Instant now = clock.instant();
    if (tickets.stream().anyMatch(each -> isDeniedNow(each, request.scope(), now))) {
      throw new ApprovalException(
          Reason.DENIED,
          "A person has just denied commands in this workspace. Do not ask again before you have"
              + " talked to that person.");
    }
    if (tickets.stream().filter(Ticket::isWaiting).count() >= MAX_WAITING) {
      throw new ApprovalException(
          Reason.TOO_MANY_WAITING,
          "Too many approvals wait for a person's answer. Let them be answered, or ask again in"
              + " ten minutes.");
    }
    var ticket =
        new Ticket(
            Tokens.id(),
            Tokens.token(),
            List.of(request),
            now.plus(VALID),
            TRIES,
            State.WAITING,
            now);
    listener.on(new ApprovalEvent.Asked(ticket.id(), request, ticket.expiresAt()));
    tickets.add(ticket);
    return ticket;
  }

  private static boolean isDeniedNow(Ticket ticket, ApprovalScope scope, Instant now) {
    return ticket.state() == State.DENIED
        && ticket.scope().equals(scope)
        && now.isBefore(ticket.changedAt().plus(DENIED_FOR));
  }

  private void takeTry(Ticket ticket) {
    Ticket left = replace(ticket, ticket.withOneTryLess());
    if (left.triesLeft() == 0) {
      end(left, ApprovalEvent.Denied.Cause.TOO_MANY_TRIES);
    } else {
      listener.on(new ApprovalEvent.WrongAnswer(left.id(), left.scope(), left.triesLeft()));
    }
  }

  private void end(Ticket ticket, ApprovalEvent.Denied.Cause cause) {
    replace(ticket, ticket.in(State.DENIED, clock.instant()));
    notifyAll();
    listener.on(new ApprovalEvent.Denied(ticket.id(), ticket.scope(), cause));
  }

  /** Ends what was not answered in time and forgets what ended long ago. */
  private void sweep() {
    Instant now = clock.instant();
    tickets.removeIf(each -> !each.isWaiting() && !now.isBefore(each.changedAt().plus(VALID)));
    while (tickets.size() > MAX_KEPT) {
      tickets.remove(tickets.stream().filter(each -> !each.isWaiting()).findFirst().orElseThrow());
    }
    for (Ticket each : List.copyOf(tickets)) {
      if (each.isWaiting() && !now.isBefore(each.expiresAt())) {
        replace(each, each.in(State.EXPIRED, now));
        listener.on(new ApprovalEvent.Expired(each.id(), each.scope()));
      }
    }
  }

  private Ticket current(Ticket shown) {
    return find(shown.token()).orElse(shown.in(State.EXPIRED, clock.instant()));
  }

  private Ticket replace(Ticket old, Ticket changed) {
    tickets.set(tickets.indexOf(old), changed);
    return changed;
  }
}
