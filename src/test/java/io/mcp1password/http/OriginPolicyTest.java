package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPolicyTest {

  private static final int PORT = 17337;

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,http://localhost:17337,true",
    "127.0.0.1,HTTP://LocalHost:17337,true",
    "127.0.0.1,http://127.0.0.1:17337,true",
    "127.0.0.1,http://[::1]:17337,true",
    "::1,http://[0:0::1]:17337,true",
    "127.0.0.1,https://localhost:17337,true",
    "127.0.0.1,http://localhost,false",
    "127.0.0.1,http://localhost:3000,false",
    "127.0.0.1,http://evil.example:17337,false",
    "127.0.0.1,http://localhost.evil.example:17337,false",
    "127.0.0.1,http://localhost:17337/,false",
    "127.0.0.1,http://localhost:17337@evil.example,false",
    "127.0.0.1,file://localhost:17337,false",
    "127.0.0.1,null,false",
    "127.0.0.1,'',false",
    "127.0.0.1,http://,false",
    "0.0.0.0,http://localhost:17337,true",
    "0.0.0.0,http://evil.example,false",
    "10.1.2.3,http://10.1.2.3:17337,true",
    "10.1.2.3,http://localhost:17337,true"
  })
  void allowsTheListenersOwnOriginsByDefault(String bound, String origin, boolean allowed) {
    OriginPolicy policy = new OriginPolicy(HttpSettingsFixture.bound(bound).settings());

    assertThat(policy.allows(List.of(origin), PORT)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://page.example,true",
    "https://page.example:443,true",
    "http://page.example,false",
    "https://sub.page.example,false",
    "http://dev.example:3000,true",
    "http://dev.example,false",
    "vscode-webview://abc,true",
    "http://localhost:17337,false",
    "null,false"
  })
  void allowsOnlyTheConfiguredOrigins(String origin, boolean allowed) {
    OriginPolicy policy =
        new OriginPolicy(
            HttpSettingsFixture.bound("127.0.0.1")
                .withOrigins(
                    "https://page.example", "http://dev.example:3000", "vscode-webview://abc")
                .settings());

    assertThat(policy.allows(List.of(origin), PORT)).isEqualTo(allowed);
  }

  @Test
  void allowsNoneButNotSeveral() {
    OriginPolicy policy = new OriginPolicy(HttpSettingsFixture.bound("127.0.0.1").settings());

    assertThat(policy.allows(List.of(), PORT)).isTrue();
    assertThat(policy.allows(List.of("http://localhost:17337", "http://localhost:17337"), PORT))
        .isFalse();
  }
}
