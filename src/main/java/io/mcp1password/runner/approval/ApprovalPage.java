package io.mcp1password.runner.approval;

import io.mcp1password.config.ApprovalSettings;
import io.mcp1password.runner.approval.Answer.Mistake;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The page on which a person reads what is asked for, and approves or denies. */
record ApprovalPage(Wording wording, Ticket ticket) {

  static final String TITLE = "Allow commands on this machine?";

  private static final int MAX_SHOWN = 20_000;

  /** The page as it is opened. */
  Page empty() {
    return page(200, TITLE, Html.NONE, new Answer(false, "", false), Set.of());
  }

  /** The page after an answer with mistakes. */
  Page corrected(Answer answer) {
    Set<Mistake> mistakes = answer.mistakes();
    return page(422, "Not approved yet: " + TITLE, summary(mistakes), answer, mistakes);
  }

  private Page page(int status, String title, Html summary, Answer answer, Set<Mistake> mistakes) {
    Html body =
        summary
            .and(Html.of("<h1>{}</h1>\n", TITLE))
            .and(facts())
            .and(commands())
            .and(caution())
            .and(form(answer, mistakes));
    return new Page(status, title, body);
  }

  private Html facts() {
    ApprovalRequest first = ticket.asked().getFirst();
    return Html.of(
        """
        <dl>
        <dt>Asked by</dt><dd>{} <span class="hint">as it calls itself</span></dd>
        <dt>Its reason</dt><dd>{}</dd>
        <dt>Folder</dt><dd><code>{}</code></dd>
        <dt>What for</dt><dd>{}</dd>
        <dt>Time left</dt><dd>{}, until {}</dd>
        </dl>
        """,
        first.caller(),
        first.reason(),
        ticket.scope().root(),
        Wording.rights(ticket.scope()),
        wording.left(ticket.expiresAt()),
        wording.time(ticket.expiresAt()));
  }

  private Html commands() {
    List<ApprovalRequest> asked = ticket.asked();
    Html heading =
        asked.size() == 1
            ? Html.of("<h2>The command that waits</h2>\n")
            : Html.of("<h2>The {} commands that wait</h2>\n", asked.size());
    return asked.stream().map(ApprovalPage::command).reduce(heading, Html::and);
  }

  private static Html command(ApprovalRequest request) {
    String text = request.text();
    int hidden = text.length() - MAX_SHOWN;
    Html shown = Html.of("<pre>{}</pre>\n", hidden > 0 ? text.substring(0, MAX_SHOWN) : text);
    return hidden > 0
        ? shown.and(Html.of("<p class=\"error\">{} more characters are not shown.</p>\n", hidden))
        : shown;
  }

  private Html caution() {
    return Html.of(
        """
        <section class="caution" aria-labelledby="caution">
        <h2 id="caution">You would allow more than this command</h2>
        <ul>
        <li>For {}, every program that is connected to this server may run <strong>any</strong>
        command for this folder without asking again.</li>
        <li>The folder limits nothing: a command can read, change and send whatever you can on this
        machine.</li>
        </ul>
        </section>
        """,
        Wording.span(wording.settings().ttl()));
  }

  private Html form(Answer answer, Set<Mistake> mistakes) {
    return Html.of(
        """
        <form method="post" action="/approve" novalidate>
        <input type="hidden" name="token" value="{}">
        {}{}
        <div class="choice">
        <input type="checkbox" id="remember" name="remember"{} aria-describedby="remember-hint">
        <div><label for="remember">Remember this for {}</label>
        <span class="hint" id="remember-hint">Also for other servers that you run on this machine,
        and after a restart.</span></div>
        </div>
        <div class="buttons">
        <button type="submit" name="decision" value="approve">Approve</button>
        <button type="submit" name="decision" value="deny" class="plain">Deny</button>
        </div>
        </form>
        """,
        ticket.token(),
        risk(answer, mistakes),
        phrase(answer, mistakes),
        checked(answer.remember()),
        Wording.span(wording.settings().rememberTtl()));
  }

  private static Html risk(Answer answer, Set<Mistake> mistakes) {
    boolean wrong = mistakes.contains(Mistake.RISK_NOT_ACCEPTED);
    return Html.of(
        """
        <div class="choice">
        <input type="checkbox" id="risk" name="risk"{}{}>
        <div>{}<label for="risk">I have read the above and accept the risk</label></div>
        </div>
        """,
        checked(answer.riskAccepted()),
        invalid(wrong, "risk-error"),
        error(wrong, "risk-error", Mistake.RISK_NOT_ACCEPTED));
  }

  private static Html phrase(Answer answer, Set<Mistake> mistakes) {
    boolean wrong = mistakes.contains(Mistake.WRONG_PHRASE);
    return Html.of(
        """
        <div class="field">
        <label for="phrase">Type or paste this phrase</label><br>
        <code class="phrase" id="phrase-text">{}</code>
        {}<input type="text" id="phrase" name="phrase" value="{}" autocomplete="off"
        autocapitalize="off" spellcheck="false"{}>
        </div>
        """,
        ApprovalSettings.PHRASE,
        error(wrong, "phrase-error", Mistake.WRONG_PHRASE),
        answer.phrase(),
        wrong ? invalid(true, "phrase-text phrase-error") : described("phrase-text"));
  }

  private Html summary(Set<Mistake> mistakes) {
    Html items =
        EnumSet.copyOf(mistakes).stream()
            .map(each -> Html.of("<li><a href=\"#{}\">{}</a></li>\n", field(each), text(each)))
            .reduce(Html.NONE, Html::and);
    return Html.of(
        """
        <div class="error-summary" role="alert" tabindex="-1" autofocus>
        <h2>Nothing is approved yet</h2>
        <ul>
        {}</ul>
        <p class="hint">{} left.</p>
        </div>
        """,
        items,
        ticket.triesLeft() == 1 ? "1 try" : ticket.triesLeft() + " tries");
  }

  private static String field(Mistake mistake) {
    return switch (mistake) {
      case RISK_NOT_ACCEPTED -> "risk";
      case WRONG_PHRASE -> "phrase";
    };
  }

  private static String text(Mistake mistake) {
    return switch (mistake) {
      case RISK_NOT_ACCEPTED -> "Tick the box to accept the risk";
      case WRONG_PHRASE ->
          "The phrase is not the one that is shown: capitals and underscores count";
    };
  }

  private static Html error(boolean wrong, String id, Mistake mistake) {
    return wrong
        ? Html.of("<span class=\"error\" id=\"{}\">{}</span>\n", id, text(mistake))
        : Html.NONE;
  }

  private static Html invalid(boolean wrong, String described) {
    return wrong ? Html.of(" aria-invalid=\"true\"").and(described(described)) : Html.NONE;
  }

  private static Html described(String by) {
    return Html.of(" aria-describedby=\"{}\"", by);
  }

  private static Html checked(boolean checked) {
    return checked ? Html.of(" checked") : Html.NONE;
  }
}
