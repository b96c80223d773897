package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that never finish what they send: each read below ends only when the server hangs up. */
class SlowRequestTest {

  private static final String HEAD =
      "POST /length HTTP/1.1\nHost: 127.0.0.1:PORT\nAuthorization: Bearer "
          + HttpSettingsFixture.TOKEN
          + "\n";

  private static GuardedServer server;

  @BeforeAll
  static void start() {
    server =
        new GuardedServer(
            HttpSettingsFixture.bound("127.0.0.1").withTimeout(Duration.ofMillis(300)).settings(),
            () -> true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST /le",
        "POST /length HTTP/1.1\n",
        HEAD,
        HEAD + "Content-Length: 10\n\nabc",
        HEAD + "Transfer-Encoding: chunked\n\n5\nab"
      })
  void hangsUp(String beginning) throws IOException {
    assertThat(server.sendUnfinished(beginning)).doesNotContain("200 OK");
  }

  @Test
  void hangsUpOnABodyThatNobodyReads() throws IOException {
    String unread = HEAD.replace("/length", "/unread") + "Content-Length: 10\n\nabc";

    assertThat(server.sendUnfinished(unread)).startsWith("HTTP/1.1 200 OK").endsWith("unread");
  }

  @Test
  void hangsUpOnARefusedCallersBody() throws IOException {
    String refused = "POST /length HTTP/1.1\nHost: 127.0.0.1:PORT\nContent-Length: 10\n\nabc";

    assertThat(server.sendUnfinished(refused)).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void stillServesOthersAfterwards() throws IOException {
    assertThat(server.send(HEAD + "Connection: close\nContent-Length: 3", "abc"))
        .endsWith("length 3");
  }
}
