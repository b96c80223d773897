package io.mcp1password.runner.approval;

import io.mcp1password.runner.approval.Ticket.State;
import java.util.List;

/**
 * The pages that follow an answer, and the list of the approvals in force.
 *
 * @param consoleKey opens the list
 */
record ResultPages(Wording wording, String consoleKey) {

  private static final String ASK_AGAIN =
      "If it is still needed, let the program ask again: it gets a new link.";

  /** The request is approved. */
  Page approved(Grant grant, boolean wishedToRemember) {
    Html body =
        Html.of(
            """
            <h1>Approved</h1>
            <p>Let the program ask again: its command runs then.</p>
            {}
            {}<p><a href="{}">See what is approved, and take it back</a></p>
            <p class="hint">You can close this page.</p>
            """,
            facts(grant),
            notRemembered(wishedToRemember && !grant.remembered()),
            list());
    return new Page(200, "Approved", body);
  }

  /** The request does not wait any more. */
  Page closed(State state) {
    return switch (state) {
      case APPROVED ->
          withList(
              Page.message(
                  410,
                  "Approved already",
                  "This link was used. What was approved with it holds; nothing was changed now."));
      case DENIED ->
          Page.message(
              410,
              "Denied",
              "Nothing is approved: the request was denied, or answered wrongly too often.");
      case EXPIRED, WAITING -> Page.message(410, "This link has expired", ASK_AGAIN);
    };
  }

  /** The person said no. */
  Page denied() {
    return Page.message(
        200, "Denied", "Nothing is approved. The program is told so if it asks again soon.");
  }

  /** No request has that token. */
  Page unknown() {
    return Page.message(
        404, "This link is not valid", "It is mistyped, or its time is over. " + ASK_AGAIN);
  }

  /** The approvals in force. */
  Page list(List<Grant> grants) {
    Html entries =
        grants.isEmpty()
            ? Html.of("<p>Nothing is approved now.</p>\n")
            : Html.of("<ul class=\"grants\">\n{}</ul>\n", entries(grants));
    return new Page(200, "What is approved", Html.of("<h1>What is approved</h1>\n").and(entries));
  }

  private Html entries(List<Grant> grants) {
    return grants.stream()
        .map(
            grant ->
                Html.of(
                    """
                    <li>
                    {}<form method="post" action="/approvals/revoke">
                    <input type="hidden" name="key" value="{}">
                    <input type="hidden" name="id" value="{}">
                    <button type="submit" class="plain" aria-label="Take back: {}">Take back</button>
                    </form>
                    </li>
                    """,
                    facts(grant),
                    consoleKey,
                    grant.id(),
                    grant.scope().root()))
        .reduce(Html.NONE, Html::and);
  }

  private Html facts(Grant grant) {
    return Html.of(
        """
        <dl>
        <dt>Folder</dt><dd><code>{}</code></dd>
        <dt>What for</dt><dd>{}</dd>
        <dt>Ends</dt><dd>in {}, at {}</dd>
        <dt>Remembered</dt><dd>{}</dd>
        </dl>
        """,
        grant.scope().root(),
        Wording.rights(grant.scope()),
        wording.left(grant.expiresAt()),
        wording.time(grant.expiresAt()),
        grant.remembered() ? "Yes, on this machine" : "No, for this server only");
  }

  private static Html notRemembered(boolean failed) {
    return failed
        ? Html.of(
            """
            <div class="caution"><p>It could not be remembered, since the file of remembered
            approvals cannot be used. The audit log tells why. It holds for this server.</p></div>
            """)
        : Html.NONE;
  }

  private Page withList(Page page) {
    return new Page(
        page.status(),
        page.title(),
        page.body()
            .and(
                Html.of(
                    "\n<p><a href=\"{}\">See what is approved, and take it back</a></p>\n",
                    list())));
  }

  private String list() {
    return "/approvals?key=" + consoleKey;
  }
}
