package io.mcp1password.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTypesTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "https://connect.example.com/, https://connect.example.com",
    "http://[::1]:8080/base/, http://[::1]:8080/base",
    "HTTP://localhost, HTTP://localhost"
  })
  void aServerIsAnHttpUrl(String text, String url) throws BadValue {
    assertThat(NetworkTypes.server().parse(text)).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, does not begin with http:// or https://",
    "127.0.0.1:8080, is not a URL",
    "file:///etc/passwd, does not begin with http:// or https://",
    "http://user:pass@127.0.0.1, 'holds credentials, which do not belong in a URL'",
    "http://127.0.0.1@evil.example, 'holds credentials, which do not belong in a URL'",
    "http://127.0.0.1?x=1, has a query or a fragment",
    "http://127.0.0.1/#x, has a query or a fragment",
    "http://127.0.0.1:99999, has no valid host and port",
    "http://bad_name, has no valid host and port",
    "http://, is not a URL",
    "http://a b, is not a URL"
  })
  void aServerIsNothingElse(String text, String complaint) {
    assertThatThrownBy(() -> NetworkTypes.server().parse(text))
        .isInstanceOf(BadValue.class)
        .hasMessage(complaint);
  }

  @ParameterizedTest
  @CsvSource({"/mcp, /mcp", "/mcp/, /mcp", "/a/b-c_d~e.f, /a/b-c_d~e.f", "/healthy, /healthy"})
  void anEndpointHasAPath(String text, String path) throws BadValue {
    assertThat(NetworkTypes.endpointPath().parse(text)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//x", "/a//b", "/a/../b", "/./a", "/a?b", "/a#b", "/a%2e", "/{a}"})
  void anEndpointHasAPlainPath(String text) {
    assertThatThrownBy(() -> NetworkTypes.endpointPath().parse(text))
        .hasMessage("is not a path of letters, digits, and . _ ~ -");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1, /api/v1",
    "/api/v1/, /api/v1",
    "/api/v1/vaults, /api/v1",
    "/openapi, /openapi",
    "/openapi/ui, /openapi",
    "/openapi.json, /openapi",
    "/healthz, /healthz",
    "/readyz, /readyz",
    "/health, /health",
    "/health/live, /health",
    "/metrics, /metrics"
  })
  void anEndpointStandsBesideTheOthers(String text, String reserved) {
    assertThatThrownBy(() -> NetworkTypes.endpointPath().parse(text))
        .hasMessage("is taken: the server answers something else at " + reserved);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost",
    "0.0.0.0, 0.0.0.0",
    "::, ::",
    "[::1], ::1",
    "fe80::1%eth0, fe80::1%eth0",
    "my-host.example, my-host.example"
  })
  void aHostIsANameOrAnAddress(String text, String host) throws BadValue {
    assertThat(NetworkTypes.host().parse(text)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "host:80", "http://host", "[host]", "*", "-x", "a/b", "a@b"})
  void aHostIsNothingElse(String text) {
    assertThatThrownBy(() -> NetworkTypes.host().parse(text))
        .hasMessage("is not a host name or address");
  }

  @ParameterizedTest
  @CsvSource({
    "Op.Example.com, op.example.com",
    "op.example.com:8443, op.example.com:8443",
    "[::1]:17337, [::1]:17337"
  })
  void anAllowedHostMayHaveAPort(String text, String host) throws BadValue {
    assertThat(NetworkTypes.hostAndPort().parse(text)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "a/b", "u@h", "h:", "h:x", "h:70000", "::1", "h?x", "h#x", "a b"})
  void anAllowedHostIsNothingElse(String text) {
    assertThatThrownBy(() -> NetworkTypes.hostAndPort().parse(text))
        .hasMessage("is not a host with or without a port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.example", "http://localhost:3000", "chrome-extension://ab_c"})
  void anOriginHasASchemeAndAHost(String text) throws BadValue {
    assertThat(NetworkTypes.origin().parse(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "null", "a.example", "https://a/", "https://u@a", "https://a?b"})
  void anOriginIsNothingElse(String text) {
    assertThatThrownBy(() -> NetworkTypes.origin().parse(text))
        .hasMessage("is not an origin such as https://app.example.com");
  }
}
