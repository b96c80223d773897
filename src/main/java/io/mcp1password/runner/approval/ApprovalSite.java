package io.mcp1password.runner.approval;

import com.sun.net.httpserver.Headers;
import io.mcp1password.config.ApprovalSettings;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the approval server answers: {@code /approve} to those who know a request's token, {@code
 * /approvals} to those who know the key that the approval page hands out.
 *
 * <p>Other users of the machine can reach the server, but know neither. Their guesses are counted
 * apart, so that they cannot keep the person out.
 */
final class ApprovalSite {

  static final int GUESSES_A_MINUTE = 60;
  static final int VIEWS_A_MINUTE = 120;
  static final int POSTS_A_MINUTE = 30;

  private static final int MAX_PHRASE = 200;

  private final Tickets tickets;
  private final Grants grants;
  private final Wording wording;
  private final String consoleKey = Tokens.token();
  private final ResultPages results;
  private final RateLimit guesses;
  private final RateLimit views;
  private final RateLimit posts;

  ApprovalSite(Tickets tickets, Grants grants, ApprovalSettings settings, Clock clock) {
    this.tickets = tickets;
    this.grants = grants;
    this.wording = new Wording(settings, clock);
    this.results = new ResultPages(wording, consoleKey);
    this.guesses = new RateLimit(GUESSES_A_MINUTE, clock);
    this.views = new RateLimit(VIEWS_A_MINUTE, clock);
    this.posts = new RateLimit(POSTS_A_MINUTE, clock);
  }

  /** The path and query of the list. */
  String listAddress() {
    return "/approvals?key=" + consoleKey;
  }

  /** Answers a GET; the origin rules are checked already. */
  Page view(String path, Form query) {
    return switch (path) {
      case "/approve" -> viewRequest(query.text("token"));
      case "/approvals" -> withKey(query, views, () -> results.list(grants.all()));
      default -> notFound();
    };
  }

  /** Answers a POST of one of our own pages. */
  Page post(String path, Form form) {
    return switch (path) {
      case "/approve" -> answer(form);
      case "/approvals/revoke" -> withKey(form, posts, () -> revoke(form.text("id")));
      default -> notFound();
    };
  }

  /** Whether requests to this path can be of this kind at all. */
  static Optional<String> methods(String path) {
    return switch (path) {
      case "/approve" -> Optional.of("GET, POST");
      case "/approvals" -> Optional.of("GET");
      case "/approvals/revoke" -> Optional.of("POST");
      default -> Optional.empty();
    };
  }

  static Page notFound() {
    return Page.message(404, "Not found", "There is no such page on this server.");
  }

  private Page viewRequest(String token) {
    Optional<Ticket> ticket = tickets.find(token);
    if (ticket.isEmpty()) {
      return guesses.take() ? results.unknown() : tooMany();
    }
    return views.take() ? show(ticket.get()) : tooMany();
  }

  private Page show(Ticket ticket) {
    return ticket.isWaiting()
        ? new ApprovalPage(wording, ticket).empty()
        : results.closed(ticket.state());
  }

  private Page answer(Form form) {
    Optional<Ticket> ticket = tickets.find(form.text("token"));
    if (ticket.isEmpty()) {
      return guesses.take() ? results.unknown() : tooMany();
    }
    if (!posts.take()) {
      return tooMany();
    }
    return switch (form.text("decision")) {
      case "approve" -> approve(ticket.get(), form);
      case "deny" ->
          tickets.deny(ticket.get()) ? results.denied() : results.closed(now(ticket.get()));
      default -> Page.message(400, "Not understood", "Go back and press one of the buttons.");
    };
  }

  private Page approve(Ticket ticket, Form form) {
    String phrase = form.text("phrase");
    var answer =
        new Answer(
            form.ticked("risk"),
            phrase.substring(0, Math.min(phrase.length(), MAX_PHRASE)),
            form.ticked("remember"));
    Optional<Grant> grant = tickets.approve(ticket, answer);
    if (grant.isPresent()) {
      return results.approved(grant.get(), answer.remember());
    }
    Ticket left = tickets.find(ticket.token()).orElse(ticket);
    return left.isWaiting()
        ? new ApprovalPage(wording, left).corrected(answer)
        : results.closed(left.state());
  }

  private Ticket.State now(Ticket ticket) {
    return tickets.find(ticket.token()).map(Ticket::state).orElse(Ticket.State.EXPIRED);
  }

  private Page revoke(String id) {
    grants.revoke(id);
    return results.list(grants.all());
  }

  private Page withKey(Form form, RateLimit limit, Supplier<Page> page) {
    if (!Tokens.equal(consoleKey, form.text("key"))) {
      return guesses.take()
          ? Page.message(
              403,
              "This page needs its key",
              "Open it by the link on the page that follows an approval.")
          : tooMany();
    }
    return limit.take() ? page.get() : tooMany();
  }

  private static Page tooMany() {
    return Page.message(429, "Too many requests", "Wait for a minute, then try again.");
  }

  /** Whether the headers name something that only a form of ours is sent as. */
  static boolean isForm(Headers headers) {
    String type = headers.getFirst("Content-Type");
    return type != null && type.equals("application/x-www-form-urlencoded");
  }
}
