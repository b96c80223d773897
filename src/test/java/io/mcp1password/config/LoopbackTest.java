package io.mcp1password.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "127.0.0.1",
        "127.255.3.4",
        "::1",
        "[::1]",
        "0:0:0:0:0:0:0:1"
      })
  void theseMeanThisMachineOnly(String host) {
    assertThat(Loopback.matches(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "::",
        "127.0.0.1.example.com",
        "127.0.0.256",
        "127.1",
        "localhost.example.com",
        "example.com",
        "192.168.0.1",
        "[::1",
        ""
      })
  void theseDoNot(String host) {
    assertThat(Loopback.matches(host)).isFalse();
  }
}
