package io.mcp1password.runner.approval;

import static io.mcp1password.runner.approval.ApprovalFixture.SCRIPTS;
import static io.mcp1password.runner.approval.ApprovalFixture.UNRESTRICTED;
import static io.mcp1password.runner.approval.ApprovalFixture.formPost;
import static io.mcp1password.runner.approval.ApprovalFixture.origin;
import static io.mcp1password.runner.approval.ApprovalFixture.request;
import static io.mcp1password.runner.approval.ApprovalFixture.rightAnswer;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the approval server guards its pages. */
class ApprovalServerTest {

  @TempDir private Path folder;
  private ApprovalFixture fixture;
  private URI page;

  @BeforeEach
  void start() {
    fixture = new ApprovalFixture(folder);
    page = fixture.pending(SCRIPTS);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void everyAnswerForbidsScriptsCachingAndFraming() {
    for (URI each : new URI[] {page, page.resolve("/approvals"), page.resolve("/other")}) {
      var headers = fixture.get(each).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
          .matches(
              "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; form-action 'self';"
                  + " frame-ancestors 'none'; base-uri 'none'");
      assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
      assertThat(headers.map()).doesNotContainKey("access-control-allow-origin");
    }
    assertThat(fixture.get(page).body()).doesNotContain("<script");
  }

  @Test
  void aPostOfAnotherOriginIsRefused() {
    Map<String, String> answer = rightAnswer(page);
    assertThat(fixture.send(formPost(page, answer)).statusCode()).isEqualTo(403);
    String port = ":" + page.getPort();
    for (String other :
        new String[] {
          "null", "http://evil.example", "http://localhost" + port, "https://127.0.0.1" + port
        }) {
      var post = formPost(page, answer).header("Origin", other);
      assertThat(fixture.send(post).statusCode()).as(other).isEqualTo(403);
    }
    var crossSite =
        formPost(page, answer).header("Origin", origin(page)).header("Sec-Fetch-Site", "same-site");
    assertThat(fixture.send(crossSite).statusCode()).isEqualTo(403);
    assertThat(fixture.isGranted(SCRIPTS)).isFalse();
    var sameOrigin =
        formPost(page, answer)
            .header("Origin", origin(page))
            .header("Sec-Fetch-Site", "same-origin");
    assertThat(fixture.send(sameOrigin).statusCode()).isEqualTo(200);
  }

  @Test
  void anotherHostIsRefused() throws IOException {
    String own = "127.0.0.1:" + page.getPort();
    assertThat(statusWithHost(own)).isEqualTo(200);
    assertThat(statusWithHost("LOCALHOST:" + page.getPort())).isEqualTo(200);
    assertThat(statusWithHost("evil.example:" + page.getPort())).isEqualTo(403);
    assertThat(statusWithHost("127.0.0.1:1")).isEqualTo(403);
    assertThat(statusWithHost("127.0.0.1")).isEqualTo(403);
    assertThat(statusWithHost(own + "\r\nHost: " + own)).isGreaterThanOrEqualTo(400);
  }

  private int statusWithHost(String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort())) {
      String head =
          "GET "
              + page.getPath()
              + "?"
              + page.getRawQuery()
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
  }

  @Test
  void otherMethodsPathsAndBodiesAreRefused() {
    var put = HttpRequest.newBuilder(page).PUT(HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> refused = fixture.send(put);
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("GET, POST");
    assertThat(fixture.send(HttpRequest.newBuilder(page).HEAD()).statusCode()).isEqualTo(405);
    assertThat(fixture.get(page.resolve("/")).statusCode()).isEqualTo(404);
    var malformed =
        HttpRequest.newBuilder(page)
            .header("Origin", origin(page))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("token=%zz"));
    assertThat(fixture.send(malformed).statusCode()).isEqualTo(400);
    assertThat(fixture.get(page.resolve("/approve?token=a&token=a")).statusCode()).isEqualTo(400);
    assertThat(fixture.get(page.resolve("/approve")).statusCode()).isEqualTo(404);
    var json =
        HttpRequest.newBuilder(page)
            .header("Origin", origin(page))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(fixture.send(json).statusCode()).isEqualTo(415);
    var long_ = Map.of("token", "x".repeat(ApprovalServer.MAX_FORM_BYTES));
    assertThat(fixture.post(page, long_).statusCode()).isEqualTo(413);
    var neither = Map.of("token", ApprovalFixture.token(page), "decision", "maybe");
    assertThat(fixture.post(page, neither).statusCode()).isEqualTo(400);
  }

  @Test
  void guessesAreLimitedAndDoNotKeepThePersonOut() {
    URI guess = page.resolve("/approve?token=guess");
    for (int i = 0; i < ApprovalSite.GUESSES_A_MINUTE; i++) {
      assertThat(fixture.get(guess).statusCode()).isEqualTo(404);
    }
    assertThat(fixture.get(guess).statusCode()).isEqualTo(429);
    assertThat(fixture.post(page, Map.of("token", "guess")).statusCode()).isEqualTo(429);
    assertThat(fixture.get(page.resolve("/approvals?key=guess")).statusCode()).isEqualTo(429);
    assertThat(fixture.get(page).statusCode()).isEqualTo(200);
    assertThat(fixture.approve(page).statusCode()).isEqualTo(200);
    fixture.clock.forward(Duration.ofMinutes(1));
    assertThat(fixture.get(guess).statusCode()).isEqualTo(404);
  }

  @Test
  void viewsAndPostsOfThePersonAreLimitedToo() {
    for (int i = 0; i < ApprovalSite.VIEWS_A_MINUTE; i++) {
      assertThat(fixture.get(page).statusCode()).isEqualTo(200);
    }
    assertThat(fixture.get(page).statusCode()).isEqualTo(429);
    var neither = Map.of("token", ApprovalFixture.token(page), "decision", "maybe");
    for (int i = 0; i < ApprovalSite.POSTS_A_MINUTE; i++) {
      assertThat(fixture.post(page, neither).statusCode()).isEqualTo(400);
    }
    assertThat(fixture.approve(page).statusCode()).isEqualTo(429);
    fixture.clock.forward(Duration.ofMinutes(1));
    assertThat(fixture.approve(page).statusCode()).isEqualTo(200);
  }

  @Test
  void whatTheCallerSaysIsShownAsTextWithNothingHidden() {
    var request =
        new ApprovalRequest(
            UNRESTRICTED,
            Secret.of("echo '<b>'\u202e & \u200bx\u001b[8m \"y\""),
            "<img src=x>\u2066",
            "</dd><script>alert(1)</script>");
    URI hostile = ((ApprovalDecision.Pending) fixture.approvals.decide(request)).approvalUrl();
    assertThat(fixture.get(hostile).body())
        .contains("&lt;b&gt;&#39;<mark>U+202E</mark> &amp; <mark>U+200B</mark>x<mark>U+001B</mark>")
        .contains("&quot;y&quot;", "&lt;img src=x&gt;<mark>U+2066</mark>", "&lt;script&gt;")
        .doesNotContain("<script", "<img");
  }

  @Test
  void aVeryLongCommandIsCutVisibly() {
    var long_ = request(UNRESTRICTED, "x".repeat(20_007));
    URI cut = ((ApprovalDecision.Pending) fixture.approvals.decide(long_)).approvalUrl();
    assertThat(fixture.get(cut).body()).contains("7 more characters are not shown");
  }

  @Test
  void theListNeedsItsKeyWhichTheApprovalHandsOut() {
    assertThat(fixture.get(page.resolve("/approvals")).statusCode()).isEqualTo(403);
    URI list = list(fixture.approve(page).body());
    assertThat(list).hasToString(fixture.approvals.consoleUrl().reveal());
    assertThat(fixture.get(list).body())
        .contains("/home/ann/shop", "in 12 hours, at 25 November 2026, 07:30 UTC");
  }

  @Test
  void anApprovalIsTakenBackByTheListOnly() {
    URI list = list(fixture.approve(page).body());
    String shown = fixture.get(list).body();
    Map<String, String> form = Map.of("key", field(shown, "key"), "id", field(shown, "id"));
    URI revoke = page.resolve("/approvals/revoke");
    assertThat(fixture.send(formPost(revoke, form)).statusCode()).isEqualTo(403);
    assertThat(fixture.post(revoke, Map.of("key", "guess", "id", form.get("id"))).statusCode())
        .isEqualTo(403);
    assertThat(fixture.isGranted(SCRIPTS)).isTrue();
    assertThat(fixture.post(revoke, form).body()).contains("Nothing is approved now");
    assertThat(fixture.isGranted(SCRIPTS)).isFalse();
    assertThat(fixture.events).anyMatch(ApprovalEvent.Revoked.class::isInstance);
  }

  private URI list(String body) {
    Matcher link = Pattern.compile("href=\"(/approvals\\?key=[^\"]+)\"").matcher(body);
    assertThat(link.find()).isTrue();
    return page.resolve(link.group(1));
  }

  private static String field(String body, String name) {
    Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(body);
    assertThat(field.find()).isTrue();
    return field.group(1);
  }
}
