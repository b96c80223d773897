package io.mcp1password.runner.approval;

import io.mcp1password.config.ApprovalSettings;
import io.mcp1password.model.Secret;
import java.time.Clock;
import java.time.Duration;

/**
 * The approvals of free-form commands: those in force, those asked for, and the page on which a
 * person answers.
 *
 * <p>The page is served on the loopback interface, from the first request for an approval on.
 */
public final class Approvals implements AutoCloseable {

  private final Grants grants;
  private final Tickets tickets;
  private final ApprovalSite site;
  private final ApprovalServer server;

  /**
   * Reads nothing and listens nowhere yet.
   *
   * @param clock its zone is the one in which the page tells times
   */
  public Approvals(ApprovalSettings settings, Clock clock, ApprovalListener listener) {
    grants = new Grants(settings, clock, listener);
    tickets = new Tickets(grants, clock, listener);
    site = new ApprovalSite(tickets, grants, settings, clock);
    server = new ApprovalServer(settings, site);
  }

  /**
   * Whether the command may run now; if not, the address where a person can allow it.
   *
   * <p>Ask once for each run, just before it. While a request for the scope waits, its address is
   * given again.
   *
   * @param patience how long to wait for a person's answer; the wait ends early when the thread is
   *     interrupted, which it then still is
   * @throws ApprovalException when a person has just denied, or nobody can be asked
   */
  public ApprovalDecision decide(ApprovalRequest request, Duration patience) {
    return tickets.decide(request, server::start, patience);
  }

  /** The same without a wait. */
  public ApprovalDecision decide(ApprovalRequest request) {
    return decide(request, Duration.ZERO);
  }

  /** How many approvals are in force in this process, those remembered in the file included. */
  public int activeCount() {
    return grants.all().size();
  }

  /** Whether the page is being served. */
  public boolean listening() {
    return server.isRunning();
  }

  /**
   * The address of the page that lists the approvals in force, with the key to it: for the person
   * who runs the server, never for a caller. Serves the page if it is not served yet.
   *
   * @throws ApprovalException when it cannot be served
   */
  public Secret consoleUrl() {
    return Secret.of(server.start().resolve(site.listAddress()).toString());
  }

  /** Stops serving the page and forgets every approval that is not in the file. */
  @Override
  public void close() {
    server.close();
    grants.clear();
  }
}
