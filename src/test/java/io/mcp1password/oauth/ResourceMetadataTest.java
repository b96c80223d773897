package io.mcp1password.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.config.OAuthSettings;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protected resource metadata and where it stands. */
class ResourceMetadataTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private static ResourceMetadata of(String resource) {
    return new ResourceMetadata(
        new OAuthSettings(
            URI.create("https://login.example.com/tenant/"), URI.create(resource), resource, null));
  }

  @Test
  void saysWhoIssuesTokensAndForWhat() {
    assertThat(of("https://op.example.com/mcp").json())
        .isEqualTo(
            "{\"resource\":\"https://op.example.com/mcp\","
                + "\"authorization_servers\":[\"https://login.example.com/tenant/\"],"
                + "\"scopes_supported\":"
                + "[\"read\",\"reveal\",\"write\",\"destructive\",\"permissions\",\"run\"],"
                + "\"bearer_methods_supported\":[\"header\"],"
                + "\"resource_name\":\"mcp-1password\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "https://op.example.com/mcp,/mcp",
    "https://op.example.com:8443/a/mcp/,/a/mcp",
    "https://op.example.com,''",
    "https://op.example.com/,''"
  })
  void standsBesideTheResource(String resource, String suffix) {
    ResourceMetadata metadata = of(resource);
    assertThat(URI.create(metadata.url()).getPath()).isEqualTo(WELL_KNOWN + suffix);
    assertThat(metadata.url()).startsWith(resource.replaceFirst("(//[^/]+).*", "$1"));
    assertThat(metadata.isAt(WELL_KNOWN + suffix)).isTrue();
    assertThat(metadata.isAt(WELL_KNOWN)).isTrue();
    assertThat(metadata.isAt(WELL_KNOWN + "/other")).isFalse();
    assertThat(metadata.isAt(WELL_KNOWN + "x")).isFalse();
  }
}
