package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPolicyTest {

  private static final int PORT = 17337;

  @ParameterizedTest
  @CsvSource({
    // bound to, Host, right
    "127.0.0.1,127.0.0.1:17337,true",
    "127.0.0.1,localhost:17337,true",
    "127.0.0.1,LOCALHOST.:17337,true",
    "127.0.0.1,[::1]:17337,true",
    "localhost,127.0.0.1:17337,true",
    "::1,localhost:17337,true",
    "[::1],[::1]:17337,true",
    "127.0.0.2,127.0.0.2:17337,true",
    "127.0.0.1,127.0.0.2:17337,false",
    "127.0.0.1,localhost,false",
    "127.0.0.1,localhost:80,false",
    "127.0.0.1,localhost:17338,false",
    "127.0.0.1,evil.example:17337,false",
    "127.0.0.1,localhost.evil.example:17337,false",
    "127.0.0.1,127.0.0.1.evil.example:17337,false",
    "127.0.0.1,user@localhost:17337,false",
    "127.0.0.1,2130706433:17337,false",
    "10.1.2.3,10.1.2.3:17337,true",
    "10.1.2.3,10.1.2.3,false",
    "10.1.2.3,localhost:17337,false",
    "10.1.2.3,evil.example:17337,false",
    "2001:db8::1,[2001:DB8:0::1]:17337,true",
    "box.internal,BOX.internal:17337,true",
    "box.internal,evil.example:17337,false",
    "0.0.0.0,anything.example,true",
    "0.0.0.0,anything.example:1,true",
    "::,anything.example,true",
    "0.0.0.0,not a host,false"
  })
  void followsTheListenAddress(String bound, String host, boolean right) {
    HostPolicy policy = new HostPolicy(HttpSettingsFixture.bound(bound).settings());

    assertThat(policy.allows(List.of(host), PORT)).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,mcp.example,true",
    "0.0.0.0,MCP.example:8443,true",
    "0.0.0.0,fixed.example:9000,true",
    "0.0.0.0,fixed.example,false",
    "0.0.0.0,fixed.example:9001,false",
    "0.0.0.0,page.example,true",
    "0.0.0.0,page.example:443,true",
    "0.0.0.0,page.example:80,false",
    "0.0.0.0,dev.example:3000,true",
    "0.0.0.0,dev.example,false",
    "0.0.0.0,localhost:17337,false",
    "0.0.0.0,evil.example,false",
    "127.0.0.1,mcp.example,true",
    "127.0.0.1,localhost:17337,true",
    "127.0.0.1,evil.example,false"
  })
  void addsTheNamedHostsAndTheHostsOfTheNamedOrigins(String bound, String host, boolean right) {
    HostPolicy policy =
        new HostPolicy(
            HttpSettingsFixture.bound(bound)
                .withHosts("mcp.example", "fixed.example:9000")
                .withOrigins("https://page.example", "http://dev.example:3000")
                .settings());

    assertThat(policy.allows(List.of(host), PORT)).isEqualTo(right);
  }

  @Test
  void letsTheUsualPortBeLeftOut() {
    HostPolicy policy = new HostPolicy(HttpSettingsFixture.bound("127.0.0.1").settings());

    assertThat(policy.allows(List.of("localhost"), 80)).isTrue();
  }

  @Test
  void refusesNoHostAndSeveral() {
    HostPolicy policy = new HostPolicy(HttpSettingsFixture.bound("0.0.0.0").settings());

    assertThat(policy.allows(List.of(), PORT)).isFalse();
    assertThat(policy.allows(List.of("localhost:17337", "localhost:17337"), PORT)).isFalse();
  }

  @Test
  void refusesSettingsThatCannotBeUnderstood() {
    HttpSettingsFixture fixture = HttpSettingsFixture.bound("127.0.0.1");

    assertThatThrownBy(() -> new HostPolicy(fixture.withHosts("https://x").settings()))
        .hasMessageContaining("--http-allowed-host");
    assertThatThrownBy(() -> new OriginPolicy(fixture.withOrigins("*").settings()))
        .hasMessageContaining("--http-allowed-origin");
  }
}
