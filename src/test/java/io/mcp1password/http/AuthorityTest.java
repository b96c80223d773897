package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

  @ParameterizedTest
  @CsvSource({
    "localhost,localhost,-1",
    "LocalHost:80,localhost,80",
    "example.com.:8443,example.com,8443",
    "my_service.internal,my_service.internal,-1",
    "127.0.0.1:17337,127.0.0.1,17337",
    "[::1]:17337,[0:0:0:0:0:0:0:1],17337",
    "[0:0:0:0:0:0:0:1],[0:0:0:0:0:0:0:1],-1",
    "[FE80::A],[fe80:0:0:0:0:0:0:a],-1"
  })
  void hasOneSpelling(String text, String host, int port) {
    assertThat(Authority.parse(text)).isEqualTo(new Authority(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":80",
        "localhost:",
        "localhost:65536",
        "localhost:-1",
        "localhost:80:80",
        "localhost:８０",
        "localhost..",
        ".localhost",
        "local host",
        "user@localhost",
        "localhost/path",
        "localhost,evil.example",
        "loca\u212ahost",
        "::1",
        "[::1",
        "[::1].",
        "[::ffff:127.0.0.1]",
        "[fe80::1%lo]",
        "[localhost]",
        "http://localhost"
      })
  void refusesWhatIsNotOne(String text) {
    assertThat(Authority.parse(text)).isNull();
  }

  @Test
  void refusesEndlessNames() {
    assertThat(Authority.parse("a".repeat(301))).isNull();
  }
}
